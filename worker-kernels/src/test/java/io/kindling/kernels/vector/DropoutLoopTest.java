package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.random.Draws;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DropoutLoopTest {
    private static final int WIDTH = 1000;

    static Stream<Elementwise> twins() {
        return Twins.all();
    }

    @Test
    void theTwinsAgreeInEveryBit() {
        for (long row = 0; row < 50; row++) {
            assertThat(dropped(new VectorElementwise(), 0.4f, Draws.mix(row)))
                    .isEqualTo(dropped(new PlainElementwise(), 0.4f, Draws.mix(row)));
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void theRateIsTheShareOfZeros(Elementwise loops) {
        for (float rate : new float[] {0.01f, 0.1f, 0.5f, 0.9f}) {
            int zeros = 0;
            for (long row = 0; row < 1000; row++) {
                zeros += zeros(dropped(loops, rate, Draws.mix(row)));
            }
            double deviation = Math.sqrt(rate * (1 - rate) / (1000.0 * WIDTH));
            assertThat(zeros / (1000.0 * WIDTH)).isCloseTo(rate, within(4 * deviation));
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void everyColumnIsDroppedAtTheRateOverTheRows(Elementwise loops) {
        int[] zeros = new int[WIDTH];
        int rows = 2000;
        for (long row = 0; row < rows; row++) {
            float[] y = dropped(loops, 0.5f, Draws.mix(row));
            for (int i = 0; i < WIDTH; i++) {
                zeros[i] += y[i] == 0 ? 1 : 0;
            }
        }
        for (int count : zeros) {
            assertThat(count / (double) rows).isCloseTo(0.5, within(5 * Math.sqrt(0.25 / rows)));
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void eitherHalfOfTheKeyChangesTheMask(Elementwise loops) {
        float[] y = dropped(loops, 0.5f, 1);
        assertThat(differences(y, dropped(loops, 0.5f, 2))).isBetween(400, 600);
        assertThat(differences(y, dropped(loops, 0.5f, 1 + (1L << 32)))).isBetween(400, 600);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void neighboursAreDroppedIndependently(Elementwise loops) {
        float[] y = dropped(loops, 0.5f, 99);
        assertThat(differences(Arrays.copyOf(y, WIDTH - 1), Arrays.copyOfRange(y, 1, WIDTH)))
                .isBetween(430, 570);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void keptNumbersAreScaledAndTheMeanStays(Elementwise loops) {
        assertThat(dropped(loops, 0.75f, 3)).containsOnly(0, 4);
        assertThat(dropped(loops, 0, 3)).containsOnly(1);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void whatIsDroppedIsZeroWhateverItWas(Elementwise loops) {
        float[] x = new float[WIDTH];
        Arrays.fill(x, Float.NaN);
        float[] y = new float[WIDTH];
        loops.dropout(0.5f, 3, x, 0, y, 0, WIDTH);
        assertThat(y).containsOnly(0, Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void aRateOfOneIsRefused(Elementwise loops) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dropped(loops, 1, 3))
                .withMessage("Dropout has a rate of 1.0; it takes 0 up to, but not, 1");
    }

    private static float[] dropped(Elementwise loops, float rate, long key) {
        float[] ones = new float[WIDTH];
        Arrays.fill(ones, 1);
        loops.dropout(rate, key, ones, 0, ones, 0, WIDTH);
        return ones;
    }

    private static int zeros(float[] y) {
        return y.length - differences(y, new float[y.length]);
    }

    private static int differences(float[] y, float[] z) {
        int different = 0;
        for (int i = 0; i < y.length; i++) {
            different += y[i] == z[i] ? 0 : 1;
        }
        return different;
    }
}
