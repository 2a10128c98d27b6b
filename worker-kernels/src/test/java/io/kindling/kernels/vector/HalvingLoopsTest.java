package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HalvingLoopsTest {
    private static final float[] EXTREMES = {
        0,
        -0f,
        1,
        1 + 0x1p-8f,
        1 + 3 * 0x1p-8f,
        -1 - 0x1p-8f - 0x1p-20f,
        Float.MAX_VALUE,
        Float.MIN_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        Float.intBitsToFloat(0x7fffffff),
        Float.intBitsToFloat(0xff800001)
    };

    static Stream<Elementwise> twins() {
        return Twins.all();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void everyNumberBecomesTheNearestAndNothingAroundIsTouched(Elementwise loops) {
        for (int length = 0; length < 70; length++) {
            float[] x = Numbers.normal(length + 5, 1);
            for (int i = 0; i < length; i += 3) {
                x[i] = EXTREMES[i % EXTREMES.length];
            }
            short[] y = new short[length + 9];
            Arrays.fill(y, (short) 77);
            short[] expected = y.clone();
            for (int i = 0; i < length; i++) {
                expected[4 + i] = Bfloat16.bits(x[2 + i]);
            }

            loops.toBfloat16(x, 2, y, 4, length);

            assertThat(y).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void whatIsNoNumberStaysNone(Elementwise loops) {
        float[] x = new float[32];
        Arrays.fill(x, Float.intBitsToFloat(0x7fffffff));
        short[] y = new short[32];
        loops.toBfloat16(x, 0, y, 0, 32);
        for (short bits : y) {
            assertThat(Bfloat16.number(bits)).isNaN();
        }
    }
}
