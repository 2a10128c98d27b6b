package io.kindling.kernels.sum;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.random.Draws;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatTransferTest {
    /** Up to three blocks of each form, and gaps that take one, two and three bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 20_000, 70_000})
    void everyFormGivesBackTheSameBits(int length) throws IOException {
        for (double share : new double[] {1, 0.9, 0.1, 0.0001, 0}) {
            for (boolean halves : new boolean[] {false, true}) {
                float[] values = values(length, share, halves);
                assertThat(Arrays.equals(read(written(values, false)), values)).isTrue();
                assertThat(Arrays.equals(read(written(values, true)), values)).isTrue();
            }
        }
    }

    @Test
    void numbersThatAreNoneAndMinusZeroSurvive() throws IOException {
        float[] values = new float[1000];
        values[3] = -0f;
        values[500] = Float.NaN;
        values[999] = Float.NEGATIVE_INFINITY;
        float[] found = read(written(values, true));
        assertThat(Float.floatToRawIntBits(found[3])).isEqualTo(Float.floatToRawIntBits(-0f));
        assertThat(found).containsExactly(values);
        assertThat(written(values, true).length).isLessThan(60);
    }

    @Test
    void packedNumbersTakeAsFewBytesAsTheyCan() throws IOException {
        float[] dense = values(10_000, 1, false);
        float[] halves = values(10_000, 1, true);
        float[] sparse = values(10_000, 0.01, false);
        assertThat(written(dense, true)).hasSize(written(dense, false).length);
        assertThat(written(halves, true).length).isBetween(20_000, 20_200);
        int kept = 0;
        for (float value : sparse) {
            kept += value != 0 ? 1 : 0;
        }
        assertThat(written(sparse, true).length).isBetween(5 * kept, 6 * kept + 100);
    }

    @Test
    void theBytesAreCountedBeforeTheyAreWritten() throws IOException {
        for (double share : new double[] {1, 0.2, 0.001}) {
            for (boolean halves : new boolean[] {false, true}) {
                float[] values = values(50_000, share, halves);
                for (boolean packed : new boolean[] {false, true}) {
                    // Java's object streams put 5 bytes in front of each kilobyte of a block, and 4 before all.
                    double counted = form(values, packed).bytes(values);
                    int taken = written(values, packed).length;
                    assertThat((double) taken).isBetween(counted, counted * 1.006 + 20);
                }
            }
        }
    }

    private static float[] values(int length, double share, boolean halves) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            if (Draws.uniform(7, i) < share) {
                float value = (float) Draws.normal(8, i);
                values[i] = halves ? Bf16.rounded(value) : value;
            }
        }
        return values;
    }

    private static FloatForm form(float[] values, boolean packed) {
        return packed ? FloatForm.shortest(values) : FloatForm.FULL;
    }

    private static byte[] written(float[] values, boolean packed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            FloatTransfer.write(out, values, form(values, packed));
        }
        return bytes.toByteArray();
    }

    private static float[] read(byte[] bytes) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return FloatTransfer.read(in);
        }
    }
}
