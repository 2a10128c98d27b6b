package io.kindling.kernels.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.reference.LayerReference;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LayerNormTest {
    @Test
    void agreesWithPyTorch() {
        ReferenceCase expected = ReferenceCases.named("normalization", "layer_norm");
        LayerReference.assertAgrees(new LayerNorm(expected.at("layer.eps").asDouble()), expected, "weight", "bias");
    }

    @Test
    void aHandComputedVector() {
        // Mean 3, variance 2 and epsilon 2: the root is 2.
        Matrix x = Matrix.of(new float[] {1, 2, 3, 4, 5}, 1, Shape.of(5));
        Matrix y = Matrix.zeros(1, Shape.of(5));
        float[] parameters = {1, 1, 1, 1, 10, 0, 0, 0, 0.5f, 0};
        new LayerNorm(2).forward(Numeric.pass(1, true), Slice.of(parameters), x, y);
        assertThat(y.toArray()).containsExactly(new float[] {-1, -0.5f, 0, 1, 10}, within(1e-6f));
    }

    @Test
    void aLargeMeanCostsNoPrecision() {
        float[] small = Numeric.random(64, 1);
        float[] large = new float[64];
        for (int i = 0; i < 64; i++) {
            small[i] = Math.round(small[i] * 64) / 64f;
            large[i] = small[i] + 64;
        }
        assertThat(normalized(large)).containsExactly(normalized(small), within(1e-5f));
    }

    @Test
    void aConstantVectorGivesTheBias() {
        assertThat(normalized(new float[] {7, 7, 7})).containsOnly(0);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new LayerNorm(0)).hasMessageContaining("epsilon is 0.0");
        assertThatThrownBy(() -> new LayerNorm().outputShape(Shape.of()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[]");
    }

    private static float[] normalized(float[] values) {
        Shape shape = Shape.of(values.length);
        float[] parameters = new float[2 * values.length];
        Arrays.fill(parameters, 0, values.length, 1);
        Matrix y = Matrix.zeros(1, shape);
        new LayerNorm().forward(Numeric.pass(1, true), Slice.of(parameters), Matrix.of(values, 1, shape), y);
        return y.toArray();
    }
}
