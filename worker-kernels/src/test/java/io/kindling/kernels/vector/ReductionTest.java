package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReductionTest {
    static Stream<Elementwise> twins() {
        return Twins.all();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void sumsAreRightAndIndependentOfTheOffset(Elementwise loops) {
        for (int n : Numbers.LENGTHS) {
            float[] x = Numbers.normal(n, 1);
            float[] y = Numbers.normal(n, 2);
            double sum = 0;
            double dot = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                sum += x[i];
                dot += (double) x[i] * y[i];
                squares += (double) x[i] * x[i];
            }
            float[] shifted = new float[n + 5];
            System.arraycopy(x, 0, shifted, 5, n);

            assertThat(loops.sum(x, 0, n)).isCloseTo(sum, within(1e-6 * (1 + n)));
            assertThat(loops.dot(x, 0, y, 0, n)).isCloseTo(dot, within(1e-5 * (1 + n)));
            assertThat(loops.sumOfSquares(x, 0, n)).isCloseTo(squares, within(1e-6 * squares));
            assertThat(loops.sum(shifted, 5, n)).isEqualTo(loops.sum(x, 0, n));
            assertThat(loops.dot(shifted, 5, y, 0, n)).isEqualTo(loops.dot(x, 0, y, 0, n));
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void aLongSumOfSquaresStaysPrecise(Elementwise loops) {
        float[] x = Numbers.normal(1_000_000, 7);
        double squares = 0;
        for (float v : x) {
            squares += (double) v * v;
        }
        assertThat(loops.sumOfSquares(x, 0, x.length)).isCloseTo(squares, within(1e-7 * squares));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void theMaximumIsFoundAtAnyPlace(Elementwise loops) {
        float[] x = new float[70];
        for (int i = 0; i < 70; i++) {
            x[i] = 3;
            assertThat(loops.maximum(x, 0, 70)).isEqualTo(3);
            x[i] = -1;
        }
        x[40] = Float.NaN;
        assertThat(loops.maximum(x, 0, 70)).isNaN();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void logSumExpIsItsFormula(Elementwise loops) {
        for (int n : Numbers.LENGTHS) {
            float[] x = Numbers.normal(n, 5);
            double sum = 0;
            for (float v : x) {
                sum += Math.exp(v);
            }
            if (n > 0) {
                assertThat(loops.logSumExp(x, 0, n)).isCloseTo(Math.log(sum), within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void softmaxOfAHandComputedRow(Elementwise loops) {
        float[] x = {0, (float) Math.log(2), (float) Math.log(5)};
        float[] y = new float[3];
        loops.softmax(x, 0, y, 0, 3);
        assertThat(y).containsExactly(new float[] {0.125f, 0.25f, 0.625f}, within(1e-7f));
        float[] dx = new float[3];
        loops.softmaxGradient(y, 0, new float[] {8, 0, 0}, 0, dx, 0, 3);
        assertThat(dx).containsExactly(new float[] {0.875f, -0.25f, -0.625f}, within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void addAndAxpyAddToTheirOutput(Elementwise loops) {
        for (int n : Numbers.LENGTHS) {
            float[] x = Numbers.normal(n + 2, 1);
            float[] y = Numbers.normal(n + 4, 2);
            float[] added = y.clone();
            float[] scaled = y.clone();
            loops.add(x, 1, added, 3, n);
            loops.axpy(0.3f, x, 1, scaled, 3, n);
            for (int i = 0; i < y.length; i++) {
                boolean inside = i >= 3 && i < 3 + n;
                assertThat(added[i]).isEqualTo(inside ? y[i] + x[i - 2] : y[i]);
                assertThat(scaled[i]).isEqualTo(inside ? Math.fma(0.3f, x[i - 2], y[i]) : y[i]);
            }
        }
    }
}
