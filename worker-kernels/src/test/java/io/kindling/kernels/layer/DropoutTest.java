package io.kindling.kernels.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final Slice NOTHING = Slice.of(new float[0]);

    @Test
    void aShareOfTheNumbersIsDroppedAndTheMeanStays() {
        float[] y = drop(0.3, 1, 1, rowKeys(200));
        long dropped = Arrays.stream(boxed(y)).filter(value -> value == 0).count();
        // 10,000 numbers: 3,000 expected, standard deviation 46.
        assertThat(dropped).isBetween(2800L, 3200L);
        double mean = Arrays.stream(boxed(y))
                .mapToDouble(Float::doubleValue)
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1, within(0.03));
    }

    @Test
    void whatIsDroppedFollowsFromSeedStepRowAndLayerAlone() {
        float[] all = drop(0.5, 1, 1, rowKeys(20));
        // The same rows in another order and batch: each row keeps its own draws.
        long[] reversed = new long[10];
        for (int i = 0; i < 10; i++) {
            reversed[i] = 19L - i;
        }
        float[] some = drop(0.5, 1, 1, reversed);
        for (int i = 0; i < 10; i++) {
            assertThat(Arrays.copyOfRange(some, i * 50, (i + 1) * 50))
                    .containsExactly(Arrays.copyOfRange(all, (19 - i) * 50, (20 - i) * 50));
        }
        assertThat(drop(0.5, 2, 1, rowKeys(20))).isNotEqualTo(all);
        assertThat(drop(0.5, 1, 2, rowKeys(20))).isNotEqualTo(all);
    }

    @Test
    void outsideTrainingNothingIsDropped() {
        Matrix x = Matrix.of(Numeric.random(30, 1), 3, Shape.of(10));
        Matrix y = Matrix.zeros(3, Shape.of(10));
        new Dropout(0.9).forward(Numeric.pass(3, false), NOTHING, x, y);
        assertThat(y.toArray()).containsExactly(x.toArray());
    }

    @Test
    void theGradientGoesWhereTheNumberWent() {
        Matrix x = Matrix.of(Numeric.random(100, 1), 2, Shape.of(50));
        Matrix y = Matrix.zeros(2, Shape.of(50));
        Matrix ones = Matrix.zeros(2, Shape.of(50));
        Arrays.fill(ones.array(), 1);
        Matrix dx = Matrix.zeros(2, Shape.of(50));
        new Dropout(0.5).forward(Numeric.pass(2, true), NOTHING, x, y).apply(ones, NOTHING, dx);
        for (int i = 0; i < 100; i++) {
            assertThat(y.array()[i]).isEqualTo(x.array()[i] * dx.array()[i]);
        }
    }

    /** Ones, 50 a row, after the dropout of this layer (1: the first one of a network). */
    private static float[] drop(double rate, long drawKey, int layer, long[] rowKeys) {
        Pass pass = new Pass(Kernels.best()).begin(true, drawKey, rowKeys);
        Matrix x = Matrix.zeros(rowKeys.length, Shape.of(50));
        Arrays.fill(x.array(), 1);
        Matrix y = Matrix.zeros(rowKeys.length, Shape.of(50));
        for (int i = 0; i < layer; i++) {
            new Dropout(rate).forward(pass, NOTHING, x, y);
        }
        return y.array();
    }

    private static long[] rowKeys(int rows) {
        long[] keys = new long[rows];
        for (int i = 0; i < rows; i++) {
            keys[i] = i;
        }
        return keys;
    }

    private static Float[] boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        Arrays.setAll(boxed, i -> values[i]);
        return boxed;
    }
}
