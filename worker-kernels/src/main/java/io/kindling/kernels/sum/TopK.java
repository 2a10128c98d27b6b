package io.kindling.kernels.sum;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Arrays;

/**
 * The largest numbers alone, by magnitude; of equal ones the first. What is not sent is added to what comes next (Seide et
 * al. 2014: 1-Bit Stochastic Gradient Descent; Lin et al. 2018: Deep Gradient Compression), so nothing is lost for good, as
 * long as the executor is not.
 *
 * @param ratio the part of the parameters that is sent
 */
@Help("The largest numbers alone; the others are kept on the executor and added to the next ones; not exact")
public record TopK(
        @Default("0.01") @Range("(0, 1]") @Help("The part of the parameters that is sent at a time")
        double ratio) implements Compression {
    /** Magnitudes are compared by their bits, which are ordered as they are: first the upper 16, then the lower. */
    private static final int BINS = 1 << 16;

    @Override
    public void apply(float[] numbers, int parameters, float[] residual) {
        for (int i = 0; i < parameters; i++) {
            numbers[i] += residual[i];
        }
        int wanted = (int) Math.min(parameters, Math.ceil(ratio * parameters));
        int[] counts = new int[BINS];
        for (int i = 0; i < parameters; i++) {
            counts[magnitude(numbers[i]) >>> 16]++;
        }
        int upper = binOf(counts, wanted);
        int left = wanted - countAbove(counts, upper);
        Arrays.fill(counts, 0);
        for (int i = 0; i < parameters; i++) {
            int magnitude = magnitude(numbers[i]);
            if (magnitude >>> 16 == upper) {
                counts[magnitude & 0xffff]++;
            }
        }
        int lower = binOf(counts, left);
        int ties = left - countAbove(counts, lower);
        split(numbers, parameters, residual, (upper << 16) | lower, ties);
    }

    @Override
    public boolean keepsResiduals() {
        return true;
    }

    /** Sends what is larger than the threshold and the first few of those that equal it; the others are kept. */
    private static void split(float[] numbers, int parameters, float[] residual, int threshold, int ties) {
        int equals = ties;
        for (int i = 0; i < parameters; i++) {
            int magnitude = magnitude(numbers[i]);
            if (magnitude > threshold || (magnitude == threshold && equals-- > 0)) {
                residual[i] = 0;
            } else {
                residual[i] = numbers[i];
                numbers[i] = 0;
            }
        }
    }

    private static int magnitude(float number) {
        return Float.floatToRawIntBits(number) & 0x7fff_ffff;
    }

    /** The bin that holds the n-th largest. */
    private static int binOf(int[] counts, int n) {
        int bin = counts.length - 1;
        for (int seen = counts[bin]; seen < n && bin > 0; seen += counts[bin]) {
            bin--;
        }
        return bin;
    }

    private static int countAbove(int[] counts, int bin) {
        int above = 0;
        for (int i = bin + 1; i < counts.length; i++) {
            above += counts[i];
        }
        return above;
    }
}
