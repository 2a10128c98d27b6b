package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowLoopsTest {
    private static final int[] LENGTHS = {1, 3, 7, 8, 13, 14, 15, 16, 17, 28, 32, 40};

    static Stream<Elementwise> twins() {
        return Twins.all();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void rowsAreCopiedAndAddedBackWhereTheyLieOnThePicture(Elementwise loops) {
        for (int length : LENGTHS) {
            for (int rows = 0; rows < 6; rows++) {
                for (int shift = -3; shift <= 3; shift++) {
                    for (int gap = 0; gap < 3; gap++) {
                        check(loops, length, rows, shift, length + gap);
                    }
                }
            }
        }
    }

    /** Pictures of rows as long as the stride, from which rows are read that start so far to the right. */
    private static void check(Elementwise loops, int length, int rows, int shift, int stride) {
        int first = Math.min(length, Math.max(0, -shift));
        int end = Math.max(first, Math.min(length, stride - shift));
        for (int around : new int[] {0, 4}) {
            float[] x = Numbers.normal(rows * stride + 2 * around, 1);
            float[] y = new float[rows * length + 2 * around];
            Arrays.fill(y, -0f);
            float[] expected = y.clone();
            float[] sum = x.clone();
            Arrays.fill(sum, 0, around, -0f);
            float[] added = Numbers.normal(rows * length, 2);
            float[] expectedSum = sum.clone();
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < length; i++) {
                    int cell = around + r * stride + shift + i;
                    boolean inside = i >= first && i < end;
                    expected[around + r * length + i] = inside ? x[cell] : 0;
                    if (inside) {
                        expectedSum[cell] += added[r * length + i];
                    }
                }
            }

            loops.copyRows(x, around + shift, stride, first, end, y, around, length, rows);
            loops.addRows(added, 0, length, rows, first, end, sum, around + shift, stride);

            assertThat(y).isEqualTo(expected);
            assertThat(sum).isEqualTo(expectedSum);
        }
    }
}
