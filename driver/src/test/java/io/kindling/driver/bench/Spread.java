package io.kindling.driver.bench;

import java.util.Arrays;

/**
 * The middle of some numbers, and how far the others lie off.
 *
 * @param median the middle one
 * @param share half the way from the least to the most, as a share of it
 */
public record Spread(double median, double share) {
    public static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        return new Spread(median, (sorted[sorted.length - 1] - sorted[0]) / 2 / median);
    }
}
