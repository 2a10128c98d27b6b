package io.kindling.driver.audit;

import java.io.Serializable;
import java.util.Arrays;

/** The ranks of numbers among all, as far as a {@link Histogram} tells: from -0.5, the smallest, to 0.5; equal ones share the middle. */
public final class Ranks implements Serializable {
    private static final long serialVersionUID = 1;

    private final long[] bins;
    private final double[] ranks;

    public Ranks(Histogram histogram) {
        this.bins = histogram.bins();
        this.ranks = new double[bins.length];
        double total = histogram.total();
        double below = 0;
        for (int i = 0; i < bins.length; i++) {
            double here = histogram.count(bins[i]);
            ranks[i] = (below + here / 2) / total - 0.5;
            below += here;
        }
    }

    /** That of a number which the histogram has. */
    public double of(double x) {
        return ranks[Math.max(0, Arrays.binarySearch(bins, Histogram.bin(x)))];
    }
}
