package io.kindling.kernels.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@link GlobalAvgPool1d} and {@link GlobalMaxPool1d}. */
class GlobalPool1dTest {
    private static final Shape SEQUENCE = Shape.of(3, 2);
    private static final float[] X = {
        1, -1, 3, -5, 5, 9, //
        4, -2, 2, -8, 99, 99, //
        99, 99, 99, 99, 99, 99
    };

    @Test
    void theMeanIsOverTheStepsThatAreThere() {
        float[] dx = new float[X.length];
        assertThat(run(new GlobalAvgPool1d(), new int[] {3, 2, 0}, dx)).containsExactly(3, 1, 3, -5, 0, 0);
        assertThat(dx).containsExactly(2, 4, 2, 4, 2, 4, 3, 6, 3, 6, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void theLargestIsAmongTheStepsThatAreThere() {
        float[] dx = new float[X.length];
        assertThat(run(new GlobalMaxPool1d(), new int[] {3, 2, 0}, dx)).containsExactly(5, 9, 4, -2, 0, 0);
        assertThat(dx).containsExactly(0, 0, 0, 0, 6, 12, 6, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void ofEqualNumbersTheFirstHasTheGradient() {
        float[] dx = new float[X.length];
        assertThat(run(new GlobalMaxPool1d(), null, dx)).containsExactly(5, 9, 99, 99, 99, 99);
        assertThat(Arrays.copyOfRange(dx, 12, 18)).containsExactly(6, 12, 0, 0, 0, 0);
    }

    @Test
    void onlySequencesAreTaken() {
        assertThatThrownBy(() -> new GlobalAvgPool1d().outputShape(Shape.of(3)))
                .hasMessageContaining("global_avg_pool1d")
                .hasMessageContaining("[3]");
        assertThatThrownBy(() -> new GlobalMaxPool1d().outputShape(Shape.of(3, 2, 2)))
                .hasMessageContaining("global_max_pool1d");
    }

    /** The output; dx becomes the gradient by the input for an upstream of 6 and 12. */
    private static float[] run(Layer layer, int[] lengths, float[] dx) {
        Shape features = Shape.of(2);
        Matrix y = Matrix.of(Numeric.random(6, 1), 3, features);
        Arrays.fill(dx, 7);
        layer.forward(
                        Numeric.pass(3, true).bind(new float[0], 0, null, lengths),
                        Slice.of(new float[0]),
                        Matrix.of(X, 3, SEQUENCE),
                        y)
                .apply(
                        Matrix.of(new float[] {6, 12, 6, 12, 6, 12}, 3, features),
                        Slice.of(new float[0]),
                        Matrix.of(dx, 3, SEQUENCE));
        return y.toArray();
    }
}
