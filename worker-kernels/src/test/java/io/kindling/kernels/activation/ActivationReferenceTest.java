package io.kindling.kernels.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.reference.ReferenceTensor;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.vector.Elementwise;
import io.kindling.kernels.vector.Twins;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every activation to PyTorch's outputs and gradients. */
class ActivationReferenceTest {
    static Stream<Arguments> cases() {
        return Twins.all().flatMap(loops -> ReferenceCases.of("activations").map(c -> Arguments.of(loops, c)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputAndGradientArePyTorchs(Elementwise loops, ReferenceCase c) {
        Layer layer = ActivationCases.LAYERS.get(c.layer());
        assertThat(layer).as("the layer %s", c.layer()).isNotNull();
        Matrix x = c.tensor("input").matrix();
        Matrix y = Matrix.zeros(x.rows(), x.shape());
        Matrix dx = Matrix.zeros(x.rows(), x.shape());

        Backward back = layer.forward(ActivationCases.pass(loops), null, x, y);
        back.apply(c.tensor("upstream").matrix(), null, dx);

        assertClose(y, c.tensor("output"));
        assertClose(dx, c.tensor("grad_input"));
    }

    @Test
    void everyLayerHasACase() {
        assertThat(ReferenceCases.of("activations").map(ReferenceCase::layer).collect(Collectors.toSet()))
                .isEqualTo(ActivationCases.LAYERS.keySet());
    }

    private static void assertClose(Matrix actual, ReferenceTensor expected) {
        double[] doubles = expected.doubles();
        for (int i = 0; i < doubles.length; i++) {
            assertThat((double) actual.array()[i])
                    .as("number %s", i)
                    .isCloseTo(doubles[i], within(expected.tolerance()));
        }
    }
}
