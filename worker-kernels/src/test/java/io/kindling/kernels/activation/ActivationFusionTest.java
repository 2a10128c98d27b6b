package io.kindling.kernels.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.vector.Elementwise;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a layer in front of an activation relies on. */
class ActivationFusionTest {
    static Stream<Arguments> activations() {
        return ActivationCases.layersOnBothTwins().filter(a -> a.get()[1] instanceof Activation);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void biasAndActivationTogetherAreOneAfterTheOther(Elementwise loops, Activation activation) {
        for (int n : new int[] {0, 1, 7, 16, 33, 100}) {
            float[] x = new float[n];
            float[] bias = new float[n];
            for (int i = 0; i < n; i++) {
                x[i] = (i - 40) * 0.1f;
                bias[i] = 0.3f * (i % 5);
            }
            float[] expected = new float[n];
            loops.addBias(x, 0, bias, 0, expected, 0, n);
            activation.activate(loops, expected, 0, expected, 0, n);

            activation.biasActivate(loops, x, 0, bias, 0, x, 0, n);

            assertThat(x).isEqualTo(expected);
        }
    }

    @Test
    void gradientsComeFromTheOutputWhereItTellsEnough() {
        assertThat(ActivationCases.LAYERS.entrySet().stream()
                        .filter(e -> e.getValue() instanceof Activation a && !a.gradientFromOutput())
                        .map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("gelu", "gelu_tanh", "silu", "mish");
    }

    @Test
    void activationsNameTheInitialisersThatSuitThem() {
        assertThat(family("relu")).isEqualTo(InitializerFamily.HE);
        assertThat(family("gelu")).isEqualTo(InitializerFamily.HE);
        assertThat(family("selu")).isEqualTo(InitializerFamily.LECUN);
        assertThat(family("tanh")).isEqualTo(InitializerFamily.XAVIER);
        assertThat(ActivationCases.LAYERS.get("softmax").preferredInitializers())
                .isEmpty();
    }

    @Test
    void settingsThatHaveNoInverseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeakyRelu(-0.1))
                .withMessage("leaky_relu has a negative_slope of -0.1; it takes 0 and more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Elu(0))
                .withMessage("elu has an alpha of 0.0; it must be above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hardtanh(1, 1))
                .withMessage("hardtanh runs from min_value 1.0 to max_value 1.0; the first must be the smaller one");
    }

    private static InitializerFamily family(String name) {
        Layer layer = ActivationCases.LAYERS.get(name);
        return layer.preferredInitializers().orElseThrow();
    }
}
