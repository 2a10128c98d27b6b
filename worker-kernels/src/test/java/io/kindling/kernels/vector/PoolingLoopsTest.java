package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolingLoopsTest {
    static Stream<Elementwise> twins() {
        return Twins.all();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void isTheLargestOfFourAndItsGradientAtEverySize(Elementwise loops) {
        for (int height = 0; height < 12; height++) {
            for (int width = 1; width < 40; width++) {
                int out = height * width;
                float[] x = Numbers.normal(4 * out + 9, 1);
                for (int i = 0; i < x.length; i++) {
                    x[i] = i % 31 == 0 ? Float.NaN : Math.round(2 * x[i]); // many equal ones
                }
                float[] y = new float[out + 9];
                float[] dx = new float[4 * out + 9];
                float[] dy = Numbers.normal(out + 9, 2);
                Arrays.fill(y, 77);
                Arrays.fill(dx, 77);

                loops.largestOfFour(x, 3, y, 5, height, width);
                loops.largestOfFourGradient(x, 3, y, 5, dy, 4, dx, 2, height, width);

                float[] expected = new float[out + 9];
                float[] dExpected = new float[4 * out + 9];
                Arrays.fill(expected, 77);
                Arrays.fill(dExpected, 0, 2, 77);
                Arrays.fill(dExpected, 4 * out + 2, dExpected.length, 77);
                for (int i = 0; i < out; i++) {
                    int upper = i / width * 4 * width + 2 * (i % width);
                    int[] cells = {upper, upper + 1, upper + 2 * width, upper + 2 * width + 1};
                    int largest = 0;
                    for (int k = 1; k < 4; k++) {
                        if (x[3 + cells[k]] > x[3 + cells[largest]]) {
                            largest = k;
                        }
                    }
                    boolean nan = Arrays.stream(cells).anyMatch(cell -> Float.isNaN(x[3 + cell]));
                    expected[5 + i] = nan ? Float.NaN : x[3 + cells[largest]];
                    dExpected[2 + cells[nan ? 3 : largest]] = dy[4 + i];
                }
                for (int i = 0; i < y.length; i++) {
                    // 0 and -0 are equally large.
                    assertThat(y[i] == expected[i] || (Float.isNaN(y[i]) && Float.isNaN(expected[i])))
                            .isTrue();
                }
                assertThat(dx).isEqualTo(dExpected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void theTwinsAgreeInEveryBit(Elementwise loops) {
        float[] x = Numbers.normal(4 * 21 * 13, 1);
        x[17] = -0f;
        x[18] = 0;
        float[] expected = new float[21 * 13];
        float[] y = new float[21 * 13];
        new PlainElementwise().largestOfFour(x, 0, expected, 0, 21, 13);
        loops.largestOfFour(x, 0, y, 0, 21, 13);
        assertThat(y).isEqualTo(expected);
    }
}
