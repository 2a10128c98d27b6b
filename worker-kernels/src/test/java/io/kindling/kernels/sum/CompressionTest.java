package io.kindling.kernels.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.random.Draws;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompressionTest {
    @Test
    void bf16RoundsToTheNearestAndTiesToEven() {
        // Neighbours of 1 are 1 - 2^-8 and 1 + 2^-7.
        assertThat(Bf16.rounded(1)).isEqualTo(1f);
        assertThat(Bf16.rounded(1 + 0x1p-8f)).isEqualTo(1f);
        assertThat(Bf16.rounded(1 + 0x1p-8f + 0x1p-20f)).isEqualTo(1 + 0x1p-7f);
        assertThat(Bf16.rounded(1 + 3 * 0x1p-8f)).isEqualTo(1 + 0x1p-6f);
        assertThat(Bf16.rounded(-1 - 3 * 0x1p-8f)).isEqualTo(-1 - 0x1p-6f);
        assertThat(Bf16.rounded(Float.MAX_VALUE)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Bf16.rounded(Float.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Bf16.rounded(Float.intBitsToFloat(0x7f800001))).isNaN();
        assertThat(Bf16.rounded(Float.MIN_VALUE)).isZero();
    }

    @Test
    void bf16FindsTheNearestOfAllBfloat16Numbers() {
        for (int i = 0; i < 200; i++) {
            float number = (float) (Draws.normal(1, i) * Math.pow(10, i % 20 - 10));
            float rounded = Bf16.rounded(number);
            int bits = Float.floatToRawIntBits(rounded);
            assertThat(bits & 0xffff).isZero();
            double error = Math.abs((double) rounded - number);
            assertThat(error).isLessThanOrEqualTo(Math.abs((double) Float.intBitsToFloat(bits + 0x10000) - number));
            assertThat(error).isLessThanOrEqualTo(Math.abs((double) Float.intBitsToFloat(bits - 0x10000) - number));
        }
    }

    @Test
    void topKSendsTheLargestAndKeepsTheOthersForTheNextTime() {
        TopK half = new TopK(0.5);
        float[] residual = new float[4];
        float[] first = {1, -5, 3, 2, 77};
        half.apply(first, 4, residual);
        // What lies behind the parameters is sent as it is.
        assertThat(first).containsExactly(0, -5, 3, 0, 77);
        assertThat(residual).containsExactly(1, 0, 0, 2);
        float[] second = {1.5f, 0, 0, 2, 0};
        half.apply(second, 4, residual);
        assertThat(second).containsExactly(2.5f, 0, 0, 4, 0);
        assertThat(residual).containsOnly(0);
    }

    @Test
    void topKSendsExactlyItsShareOfEqualNumbersToo() {
        float[] numbers = new float[1000];
        Arrays.fill(numbers, -2);
        float[] residual = new float[1000];
        new TopK(0.0101).apply(numbers, 1000, residual);
        assertThat(IntStream.range(0, 1000).filter(i -> numbers[i] != 0))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void whatTopKHasSentAndWhatItKeepsMakeUpTheGradients() {
        int length = 5000;
        BigDecimal[] given = new BigDecimal[length];
        BigDecimal[] sent = new BigDecimal[length];
        Arrays.fill(given, BigDecimal.ZERO);
        Arrays.fill(sent, BigDecimal.ZERO);
        float[] residual = new float[length];
        TopK topK = new TopK(0.01);
        for (int round = 0; round < 50; round++) {
            float[] numbers = new float[length];
            for (int i = 0; i < length; i++) {
                // Multiples of 2^-10 below 2^6: their sums are exact in float32.
                numbers[i] = Math.round(Draws.normal(round, i) * 1024) / 1024f;
                given[i] = given[i].add(new BigDecimal(numbers[i]));
            }
            float[] before = numbers.clone();
            for (int i = 0; i < length; i++) {
                before[i] += residual[i];
            }
            topK.apply(numbers, length, residual);
            float least = Float.MAX_VALUE;
            int count = 0;
            for (int i = 0; i < length; i++) {
                sent[i] = sent[i].add(new BigDecimal(numbers[i]));
                if (numbers[i] != 0) {
                    assertThat(numbers[i]).isEqualTo(before[i]);
                    least = Math.min(least, Math.abs(numbers[i]));
                    count++;
                }
            }
            assertThat(count).isEqualTo(50);
            float largestKept = 0;
            for (float kept : residual) {
                largestKept = Math.max(largestKept, Math.abs(kept));
            }
            assertThat(largestKept).isLessThanOrEqualTo(least);
        }
        for (int i = 0; i < length; i++) {
            assertThat(sent[i].add(new BigDecimal(residual[i]))).isEqualByComparingTo(given[i]);
        }
    }

    @Test
    void aNumberThatIsNoneIsSentSoThatItShows() {
        float[] numbers = {5, Float.NaN, 7, Float.POSITIVE_INFINITY};
        new TopK(0.5).apply(numbers, 4, new float[4]);
        assertThat(numbers).containsExactly(0, Float.NaN, 0, Float.POSITIVE_INFINITY);
    }

    @Test
    void aCompressedSumTravelsInFewBytesAndCountsThem() throws IOException, ClassNotFoundException {
        GradientSum plain = sum();
        GradientSum half = sum();
        half.compress(new Bf16(), 10_000, null);
        GradientSum few = sum();
        few.compress(new TopK(0.01), 10_000, new float[10_000]);
        assertThat(travelled(plain).bytesMoved()).isBetween(40_000L, 40_200L);
        assertThat(travelled(half).bytesMoved()).isBetween(20_000L, 20_200L);
        assertThat(travelled(few).bytesMoved()).isBetween(500L, 800L);

        GradientSum arrived = travelled(half);
        assertThat(Arrays.equals(arrived.gradient(), half.gradient())).isTrue();
        assertThat(arrived.tally().get("counts")).containsExactly(half.tally().get("counts"));
        // A partial sum goes on as it is, here in full, and counts what its parts have taken.
        GradientSum partial = travelled(few).merge(arrived);
        assertThat((double) travelled(partial).bytesMoved()).isCloseTo(60_600, within(400.0));
        assertThat(Arrays.equals(travelled(partial).gradient(), partial.gradient()))
                .isTrue();
    }

    private static GradientSum sum() {
        GradientSum sum = new GradientSum(10_000);
        for (int i = 0; i < 10_000; i++) {
            sum.gradient()[i] = (float) Draws.normal(3, i);
        }
        sum.addLoss(1, 2);
        sum.tally().slot("counts", 3)[1] = 4;
        return sum;
    }

    private static GradientSum travelled(GradientSum sum) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sum);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (GradientSum) in.readObject();
        }
    }
}
