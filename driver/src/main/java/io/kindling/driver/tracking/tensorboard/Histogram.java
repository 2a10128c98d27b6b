package io.kindling.driver.tracking.tensorboard;

import java.util.Arrays;
import java.util.Optional;

/**
 * How numbers are spread, in buckets of one width from the least to the greatest.
 *
 * @param limits the upper end of each bucket; the first begins at the least number
 * @param counts how many numbers lie in each
 */
record Histogram(double min, double max, double sum, double sumOfSquares, double[] limits, double[] counts) {
    /** TensorBoard draws 30: two of these are one of those. */
    private static final int BUCKETS = 60;

    /**
     * Looks twice at each number of a slice; some 3 ns a number.
     *
     * @return empty if there are no numbers, or one is not finite
     */
    static Optional<Histogram> of(float[] numbers, int from, int length) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        double sum = 0;
        double sumOfSquares = 0;
        for (int i = from; i < from + length; i++) {
            float number = numbers[i];
            least = Math.min(least, number);
            greatest = Math.max(greatest, number);
            sum += number;
            sumOfSquares += (double) number * number;
        }
        if (length == 0 || !Double.isFinite(sum)) {
            return Optional.empty();
        }
        if (least == greatest) {
            return Optional.of(
                    new Histogram(least, greatest, sum, sumOfSquares, new double[] {greatest}, new double[] {length}));
        }
        double width = ((double) greatest - least) / BUCKETS;
        double[] limits = new double[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            limits[i] = least + width * (i + 1);
        }
        limits[BUCKETS - 1] = greatest;
        return Optional.of(new Histogram(
                least, greatest, sum, sumOfSquares, limits, counts(numbers, from, length, least, 1 / width)));
    }

    private static double[] counts(float[] numbers, int from, int length, double least, double perWidth) {
        int[] counts = new int[BUCKETS + 1];
        for (int i = from; i < from + length; i++) {
            counts[(int) ((numbers[i] - least) * perWidth)]++;
        }
        // The greatest number lies at the end of the last bucket, and belongs to it.
        counts[BUCKETS - 1] += counts[BUCKETS];
        return Arrays.stream(counts, 0, BUCKETS).asDoubleStream().toArray();
    }

    long count() {
        return (long) Arrays.stream(counts).sum();
    }
}
