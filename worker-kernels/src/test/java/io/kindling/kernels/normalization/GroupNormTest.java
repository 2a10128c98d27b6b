package io.kindling.kernels.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupNormTest {
    /** PyTorch's formulas, written out in double precision; gradients are those of {@code Σ y · upstream}. */
    @Test
    void outputAndGradientsAreThoseOfTheFormula() {
        for (Shape shape : List.of(Shape.of(12), Shape.of(12, 3, 5), Shape.of(12, 1, 1), Shape.of(12, 9, 9))) {
            for (int groups : new int[] {1, 2, 3, 12}) {
                if (shape.size() > groups) {
                    check(shape, groups);
                }
            }
        }
    }

    private static void check(Shape shape, int groups) {
        int rows = 3;
        int columns = shape.size();
        int channels = shape.dimension(0);
        int plane = columns / channels;
        int size = columns / groups;
        float[] x = Numeric.random(rows * columns, 1);
        float[] dy = Numeric.random(rows * columns, 2);
        float[] parameters = Numeric.random(2 * channels, 3);
        double[] y = new double[x.length];
        double[] dx = new double[x.length];
        double[] dParameters = new double[parameters.length];
        for (int start = 0; start < x.length; start += size) {
            double mean = 0;
            for (int i = start; i < start + size; i++) {
                mean += x[i] / (double) size;
            }
            double variance = 0;
            for (int i = start; i < start + size; i++) {
                variance += (x[i] - mean) * (x[i] - mean) / size;
            }
            double deviation = Math.sqrt(variance + 1e-5);
            double sum = 0;
            double product = 0;
            for (int i = start; i < start + size; i++) {
                int channel = i % columns / plane;
                double z = (x[i] - mean) / deviation;
                y[i] = z * parameters[channel] + parameters[channels + channel];
                dParameters[channel] += dy[i] * z;
                dParameters[channels + channel] += dy[i];
                sum += dy[i] * parameters[channel];
                product += dy[i] * parameters[channel] * z;
            }
            for (int i = start; i < start + size; i++) {
                double z = (x[i] - mean) / deviation;
                double dz = dy[i] * parameters[i % columns / plane];
                dx[i] = (dz - sum / size - z * product / size) / deviation;
            }
        }

        Matrix actualY = Matrix.zeros(rows, shape);
        Matrix actualDx = Matrix.zeros(rows, shape);
        float[] actualDParameters = new float[parameters.length];
        new GroupNorm(groups)
                .forward(Numeric.pass(rows, true), Slice.of(parameters), Matrix.of(x, rows, shape), actualY)
                .apply(Matrix.of(dy.clone(), rows, shape), Slice.of(actualDParameters), actualDx);
        assertClose(actualY.toArray(), y);
        assertClose(actualDx.toArray(), dx);
        assertClose(actualDParameters, dParameters);
    }

    @Test
    void aGroupWithoutVarianceGivesTheBiasAndNoGradient() {
        Shape shape = Shape.of(4);
        Matrix x = Matrix.of(new float[] {3, 3, -1e4f, -1e4f}, 1, shape);
        Matrix y = Matrix.zeros(1, shape);
        Matrix dx = Matrix.of(new float[] {9, 9, 9, 9}, 1, shape);
        Matrix dy = Matrix.of(new float[] {1, 1, -2, -2}, 1, shape);
        new GroupNorm(2)
                .forward(Numeric.pass(1, true), Slice.of(new float[] {1, 1, 1, 1, 5, 6, 7, 8}), x, y)
                .apply(dy, Slice.of(new float[8]), dx);
        assertThat(y.toArray()).containsExactly(5, 6, 7, 8);
        assertThat(dx.toArray()).containsOnly(0f);
    }

    @Test
    void aLargeMeanCostsNoDigits() {
        Shape shape = Shape.of(1, 8, 8);
        Matrix x = Matrix.zeros(1, shape);
        for (int i = 0; i < 64; i++) {
            x.array()[i] = 1e5f + i % 2;
        }
        Matrix y = Matrix.zeros(1, shape);
        new GroupNorm(1).forward(Numeric.pass(1, true), Slice.of(new float[] {1, 0}), x, y);
        for (int i = 0; i < 64; i++) {
            assertThat(y.array()[i]).isCloseTo(2 * (i % 2) - 1, within(1e-4f));
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new GroupNorm(0)).hasMessageContaining("1 group or more, not 0");
        assertThatThrownBy(() -> new GroupNorm(2).withEpsilon(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new GroupNorm(4).outputShape(Shape.of(6, 2, 2)))
                .hasMessageContaining("6 channels of [6, 2, 2] into 4 equal groups");
        assertThatThrownBy(() -> new GroupNorm(4).outputShape(Shape.of(5, 8))).hasMessageContaining("layer_norm");
    }

    private static void assertClose(float[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5 * Math.max(1, largest)));
        }
    }
}
