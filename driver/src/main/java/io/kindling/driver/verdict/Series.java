package io.kindling.driver.verdict;

import io.kindling.driver.verdict.History.Point;
import java.util.Arrays;
import java.util.List;

/** Figures of a sequence of losses. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Series(double[] values) {
    /** The losses of these points. */
    public static Series of(List<Point> points) {
        return new Series(points.stream().mapToDouble(Point::loss).toArray());
    }

    public int size() {
        return values.length;
    }

    /** Those from one share of the sequence to another: {@code part(0.75, 1)} is the last quarter. */
    public Series part(double from, double to) {
        int begin = (int) Math.floor(from * values.length);
        int end = (int) Math.ceil(to * values.length);
        return new Series(Arrays.copyOfRange(values, begin, Math.max(begin, end)));
    }

    public double mean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    public double median() {
        return median(values);
    }

    public double smallest() {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    /** The middle jump from one to the next over the middle of all: 0.1 is 10 % up or down at each. */
    public double roughness() {
        if (values.length < 3) {
            return Double.NaN;
        }
        double[] jumps = new double[values.length - 1];
        for (int i = 1; i < values.length; i++) {
            jumps[i - 1] = Math.abs(values[i] - values[i - 1]);
        }
        return median(jumps) / median();
    }

    /** What part of the steps from one to the next go up. */
    public double rising() {
        int up = 0;
        for (int i = 1; i < values.length; i++) {
            up += values[i] > values[i - 1] ? 1 : 0;
        }
        return values.length < 2 ? 0 : (double) up / (values.length - 1);
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
