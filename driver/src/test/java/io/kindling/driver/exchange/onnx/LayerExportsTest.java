package io.kindling.driver.exchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import io.kindling.kernels.activation.Elu;
import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.activation.Hardtanh;
import io.kindling.kernels.activation.LeakyRelu;
import io.kindling.kernels.activation.LogSoftmax;
import io.kindling.kernels.activation.Mish;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Selu;
import io.kindling.kernels.activation.Sigmoid;
import io.kindling.kernels.activation.Silu;
import io.kindling.kernels.activation.Softmax;
import io.kindling.kernels.activation.Softplus;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.MultiHeadAttention;
import io.kindling.kernels.attention.PositionalEmbedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.convolution.AvgPool2d;
import io.kindling.kernels.convolution.Conv1d;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.Extent;
import io.kindling.kernels.convolution.GlobalAvgPool2d;
import io.kindling.kernels.convolution.MaxPool2d;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.convolution.SequencePadding;
import io.kindling.kernels.layer.Add;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Concatenate;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Dropout;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.Reshape;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.normalization.GroupNorm;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.parameter.Auto;
import io.kindling.kernels.parameter.Constant;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.recurrent.Lstm;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.sequence.GlobalAvgPool1d;
import io.kindling.kernels.sequence.GlobalMaxPool1d;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerExportsTest {
    private static final List<LayerCase> CASES = List.of(
            LayerCase.of(new Dense(5), 4),
            LayerCase.of(new Dense(5), 3, 4),
            LayerCase.of(new Dense(5, false, new Auto()), 2, 3, 4),
            LayerCase.of(new Dense(5, false, new Auto()), 4),
            LayerCase.of(new Flatten(), 2, 3, 4),
            LayerCase.of(new Reshape(Shape.of(4, 6)), 2, 3, 4),
            LayerCase.of(new Dropout(0.5), 6),
            LayerCase.of(new Residual(List.of(new Dense(4), new Tanh(), new BatchNorm())), 4),
            LayerCase.of(Chain.of(new Dense(3), new Relu(), new Dense(2)), 4),
            LayerCase.of(new Add(List.of(List.of(), List.of(new Dense(4)), List.of(new Dense(4), new Relu()))), 4),
            LayerCase.of(new Concatenate(List.of(List.of(), List.of(new Dense(2)))), 4),
            LayerCase.of(new Concatenate(List.of(List.of(), List.of(new Dense(2)))), 5, 4),
            LayerCase.of(
                    new Concatenate(List.of(List.of(new GlobalAvgPool1d()), List.of(new GlobalMaxPool1d()))), 5, 4),
            LayerCase.of(new Concatenate(List.of(List.of(), List.of(new Conv2d(3, Extent.ONE)))), 2, 5, 4),
            LayerCase.of(new Conv2d(6, new Extent(3, 2)), 4, 7, 6),
            LayerCase.of(
                    new Conv2d(6, new Extent(2, 4)).withPadding(Padding.SAME).withDilation(new Extent(1, 2)), 4, 7, 6),
            LayerCase.of(
                    new Conv2d(6, Extent.of(3))
                            .withStride(new Extent(2, 1))
                            .withPadding(Padding.of(2, 1))
                            .withGroups(2)
                            .withBias(false),
                    4,
                    7,
                    6),
            LayerCase.of(new Conv1d(6, 3), 8, 4),
            LayerCase.of(new Conv1d(6, 4).withPadding(SequencePadding.SAME), 8, 4),
            LayerCase.of(new Conv1d(6, 3).withPadding(SequencePadding.CAUSAL).withDilation(2), 8, 4),
            LayerCase.of(
                    new Conv1d(6, 3)
                            .withPadding(SequencePadding.of(2))
                            .withStride(2)
                            .withGroups(2)
                            .withBias(false),
                    8,
                    4),
            LayerCase.of(new MaxPool2d(2), 3, 7, 6),
            LayerCase.of(new MaxPool2d(3).withStride(new Extent(2, 1)).withPadding(Padding.of(1)), 3, 7, 6),
            LayerCase.of(new MaxPool2d(2).withStride(Extent.ONE).withPadding(Padding.SAME), 3, 7, 6),
            LayerCase.of(new AvgPool2d(2), 3, 7, 6),
            LayerCase.of(new AvgPool2d(3).withStride(Extent.of(2)).withPadding(Padding.of(1)), 3, 7, 6),
            LayerCase.of(
                    new AvgPool2d(3)
                            .withStride(Extent.of(2))
                            .withPadding(Padding.of(1))
                            .withCountIncludePad(false),
                    3,
                    7,
                    6),
            LayerCase.of(new AvgPool2d(4).withStride(Extent.ONE).withPadding(Padding.SAME), 3, 7, 6),
            LayerCase.of(new GlobalAvgPool2d(), 3, 7, 6),
            LayerCase.of(new GlobalAvgPool1d(), 5, 4),
            LayerCase.of(new GlobalMaxPool1d(), 5, 4),
            LayerCase.of(new BatchNorm(), 5),
            LayerCase.of(new BatchNorm().withEpsilon(0.01), 5, 4),
            LayerCase.of(new BatchNorm(), 3, 5, 4),
            LayerCase.of(new LayerNorm(), 6),
            LayerCase.of(new LayerNorm(0.01), 5, 6),
            LayerCase.of(new GroupNorm(2), 6),
            LayerCase.of(new GroupNorm(3).withEpsilon(0.01), 6, 4, 5),
            LayerCase.of(new Embedding(5, 4), 6),
            LayerCase.of(new PositionalEmbedding(6), 6, 4),
            LayerCase.of(new PositionalEmbedding(9), 6, 4),
            LayerCase.of(new PositionalEmbedding(9).withKind(PositionalEmbedding.Kind.SINUSOIDAL), 6, 4),
            LayerCase.of(new TiedEmbedding(5, 4, List.of(new LayerNorm(), new Dense(4))), 6),
            LayerCase.of(new TiedEmbedding(5, 4, List.of(new Relu())).withBias(true), 6),
            LayerCase.of(new MultiHeadAttention(2), 6, 8),
            LayerCase.of(new MultiHeadAttention(4).withCausal(true), 6, 8),
            LayerCase.of(new TransformerBlock(2, 16), 6, 8),
            LayerCase.of(
                    new TransformerBlock(2, 16)
                            .withCausal(true)
                            .withNormFirst(false)
                            .withActivation(new Relu())
                            .withDropout(0.1),
                    6,
                    8),
            LayerCase.of(new Lstm(5), 6, 3),
            LayerCase.of(new Lstm(5).withReturnSequences(true), 6, 3),
            LayerCase.of(new Gru(5), 6, 3),
            LayerCase.of(new Gru(5).withReturnSequences(true), 6, 3),
            LayerCase.of(new Sigmoid(), 9),
            LayerCase.of(new Tanh(), 9),
            LayerCase.of(new Relu(), 9),
            LayerCase.of(new LeakyRelu(0.2), 9),
            LayerCase.of(new Elu(1.5), 9),
            LayerCase.of(new Selu(), 9),
            LayerCase.of(new Gelu(), 9),
            LayerCase.of(new Gelu(Gelu.Approximation.TANH), 9),
            LayerCase.of(new Silu(), 9),
            LayerCase.of(new Softplus(), 9),
            LayerCase.of(new Mish(), 9),
            LayerCase.of(new Hardtanh(-0.5, 2), 9),
            LayerCase.of(new Softmax(), 3, 9),
            LayerCase.of(new LogSoftmax(), 3, 9));

    static List<LayerCase> layers() {
        return CASES;
    }

    static Stream<LayerCase> sequences() {
        return CASES.stream().filter(LayerCase::isSequence);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLayerGivesInOnnxRuntimeWhatItsForwardPassGives(LayerCase layer) {
        layer.agrees(false);
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void paddingIsLeftOutInOnnxRuntimeAsInTheForwardPass(LayerCase layer) {
        layer.agrees(true);
    }

    @Test
    void noLayerOfTheRegistryIsForgotten() {
        Set<Class<?>> tried =
                CASES.stream().map(layer -> layer.layer().getClass()).collect(Collectors.toSet());
        assertThat(tried)
                .as("add the layer to LayerExports, and a case here")
                .isEqualTo(Set.copyOf(LayerRegistry.BY_NAME.values()));
    }

    @Test
    void aLayerOfAUsersOwnSaysItselfHowItLooksInOnnx() {
        LayerCase.of(new Twice(), 4).agrees(false);
    }

    @Test
    void aLayerThatDoesNotIsRefusedByItsName() {
        Model model = new Model(Shape.of(4), List.of(new Dense(4), Chain.of(new Mute())), new AnyOutput());
        assertThatThrownBy(() -> LayerCase.file(model, model.layout().initialize(1), false))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("layers.1.0", "LayerExportsTest$Mute", "no form in ONNX", "OnnxLayer");
    }

    @Test
    void aLayerThatGivesAnotherShapeThanItSaysIsRefused() {
        Model model = new Model(Shape.of(4), List.of(new Liar()), new AnyOutput());
        assertThatThrownBy(() -> LayerCase.file(model, model.layout().initialize(1), false))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("layers.0", "LayerExportsTest$Liar", "[4]", "[2]");
    }

    /** {@code x · factor}, one of the factors for each column. */
    record Twice() implements Layer, OnnxLayer {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public List<Parameter> parameters(Shape input) {
            return List.of(new Parameter("factor", input, 1, 1, new Constant(2), false));
        }

        @Override
        public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
            for (int i = 0; i < x.size(); i++) {
                float factor = parameters.array()[parameters.offset() + i % x.columns()];
                y.array()[y.offset() + i] = x.array()[x.offset() + i] * factor;
            }
            return (dy, dParameters, dx) -> {};
        }

        @Override
        public Value onnx(Value x, LayerScope scope) {
            return new Value(scope.operator("Mul", List.of(x.name(), scope.parameter("factor"))), x.shape());
        }
    }

    /** A layer that says nothing of ONNX. */
    record Mute() implements Layer {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
            return (dy, dParameters, dx) -> {};
        }
    }

    /** A layer that says two things. */
    record Liar() implements Layer, OnnxLayer {
        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(2);
        }

        @Override
        public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
            return (dy, dParameters, dx) -> {};
        }

        @Override
        public Value onnx(Value x, LayerScope scope) {
            return x;
        }
    }
}
