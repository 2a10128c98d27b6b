package io.kindling.driver.audit;

import java.io.Serializable;

/** How unlike the numbers of a row are that lie 1, 2, … places apart: of pictures, it tells in which order their channels lie. */
public final class Differences implements Serializable {
    private static final long serialVersionUID = 1;

    private final double[] sums;
    private final long[] counts;

    /**
     * Nothing yet.
     *
     * @param channels 1: nothing is gathered; else distances up to one more than the channels
     */
    public Differences(int channels) {
        int farthest = channels == 1 ? 0 : channels + 1;
        this.sums = new double[farthest];
        this.counts = new long[farthest];
    }

    void add(float[] numbers, int length) {
        for (int d = 1; d <= sums.length; d++) {
            double sum = 0;
            for (int i = d; i < length; i++) {
                double difference = numbers[i] - numbers[i - d];
                sum += difference * difference;
            }
            sums[d - 1] += sum;
            counts[d - 1] += Math.max(0, length - d);
        }
    }

    void addAll(Differences other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
            counts[i] += other.counts[i];
        }
    }

    /** The mean square of the difference of numbers so many places apart, from 1 up to one more than the channels. */
    public double apart(int places) {
        return counts[places - 1] == 0 ? 0 : sums[places - 1] / counts[places - 1];
    }
}
