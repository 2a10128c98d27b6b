package io.kindling.kernels.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Softmax;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Distribution;
import io.kindling.kernels.parameter.He;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Xavier;
import io.kindling.kernels.reference.LayerReference;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformerBlockTest {
    private static final String[] NAMES = {
        "self_attn.in_proj_weight",
        "self_attn.in_proj_bias",
        "self_attn.out_proj.weight",
        "self_attn.out_proj.bias",
        "linear1.weight",
        "linear1.bias",
        "linear2.weight",
        "linear2.bias",
        "norm1.weight",
        "norm1.bias",
        "norm2.weight",
        "norm2.bias"
    };

    static Stream<ReferenceCase> cases() {
        return ReferenceCases.of("attention").filter(c -> c.layer().equals("transformer_block"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(ReferenceCase expected) {
        assertThat(expected.at("layer.activation").asText()).isEqualTo("gelu");
        TransformerBlock block = new TransformerBlock(
                        expected.at("layer.heads").asInt(),
                        expected.at("layer.feed_forward").asInt())
                .withCausal(expected.at("layer.causal").asBoolean())
                .withNormFirst(expected.at("layer.norm_first").asBoolean());
        LayerReference.assertAgrees(
                block, expected, Stream.of(NAMES).map(name -> "m." + name).toArray(String[]::new));
    }

    @Test
    void parametersHavePyTorchsNamesAndOrder() {
        List<Parameter> parameters = new TransformerBlock(2, 10).parameters(Shape.of(5, 6));
        assertThat(parameters.stream().map(Parameter::name)).containsExactly(NAMES);
        assertThat(new TransformerBlock(2, 10)
                        .withDropout(0.1).parameters(Shape.of(5, 6)).stream().map(Parameter::name))
                .containsExactly(NAMES);
        assertThat(parameters.get(4).shape()).isEqualTo(Shape.of(10, 6));
        assertThat(parameters.get(6).shape()).isEqualTo(Shape.of(6, 10));
    }

    @Test
    void denseWeightsStartAsSuitsTheActivation() {
        TransformerBlock block = new TransformerBlock(2, 10);
        assertThat(block.parameters(Shape.of(5, 6)).get(4).initializer()).isEqualTo(new He(Distribution.NORMAL));
        assertThat(block.parameters(Shape.of(5, 6)).get(6).initializer())
                .isEqualTo(new Xavier(Distribution.UNIFORM, 1));
        assertThat(block.withActivation(new Tanh())
                        .parameters(Shape.of(5, 6))
                        .get(4)
                        .initializer())
                .isEqualTo(new Xavier(Distribution.UNIFORM, 1));
    }

    @Test
    void defaultsAndSettings() {
        TransformerBlock block = new TransformerBlock(4, 512);
        assertThat(block).isEqualTo(new TransformerBlock(4, 512, false, true, new Gelu(Gelu.Approximation.NONE), 0));
        assertThat(block.withCausal(true)
                        .withNormFirst(false)
                        .withActivation(new Relu())
                        .withDropout(0.1))
                .isEqualTo(new TransformerBlock(4, 512, true, false, new Relu(), 0.1));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new TransformerBlock(2, 8, false, true, new Softmax(), 0))
                .hasMessageContaining("activation is Softmax");
        assertThatThrownBy(() -> new TransformerBlock(2, 0)).hasMessageContaining("feed_forward is 0");
        assertThatThrownBy(() -> new TransformerBlock(0, 8)).hasMessageContaining("heads is 0");
        assertThatThrownBy(() -> new TransformerBlock(4, 8).outputShape(Shape.of(5, 6)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[5, 6]");
    }
}
