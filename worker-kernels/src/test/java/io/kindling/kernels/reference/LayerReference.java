package io.kindling.kernels.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;

/** Holds a layer's output and gradients to those of a reference case. */
public final class LayerReference {
    private LayerReference() {}

    /**
     * Runs the layer forth and back, in training, and compares.
     *
     * @param names of the parameters in the case, in the order of the layer's slice
     */
    public static void assertAgrees(Layer layer, ReferenceCase expected, String... names) {
        Matrix x = expected.tensor("input").matrix();
        float[] parameters = new float[layer.parameterCount(x.shape())];
        int at = 0;
        for (String name : names) {
            float[] numbers = expected.tensor("/params/" + name).floats();
            System.arraycopy(numbers, 0, parameters, at, numbers.length);
            at += numbers.length;
        }
        assertThat(at).isEqualTo(parameters.length);
        float[] dParameters = new float[at];
        Matrix y = Matrix.zeros(x.rows(), layer.outputShape(x.shape()));
        Matrix dx = Matrix.zeros(x.rows(), x.shape());

        layer.forward(Numeric.pass(layer, x.shape(), x.rows(), true), Slice.of(parameters), x, y)
                .apply(expected.tensor("upstream").matrix(), Slice.of(dParameters), dx);

        assertClose("output", y.toArray(), expected.tensor("output"));
        if (expected.has("grad_input")) {
            assertClose("grad_input", dx.toArray(), expected.tensor("grad_input"));
        }
        at = 0;
        for (String name : names) {
            ReferenceTensor gradient = expected.tensor("/grad_params/" + name);
            float[] actual = new float[gradient.floats().length];
            System.arraycopy(dParameters, at, actual, 0, actual.length);
            assertClose(name, actual, gradient);
            at += actual.length;
        }
    }

    private static void assertClose(String what, float[] actual, ReferenceTensor expected) {
        assertThat(actual).as(what).containsExactly(expected.floats(), within((float) expected.tolerance()));
    }
}
