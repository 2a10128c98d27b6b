package io.kindling.driver.audit;

import java.io.Serializable;

/**
 * How numbers are distributed, exactly up to the width of a bin, which is 1/1024 of the number or less: a bin is all numbers whose
 * leading bits are equal. So histograms of parts have the same bins, and merging them loses nothing.
 */
public final class Histogram implements Serializable {
    private static final long serialVersionUID = 1;
    /** Of a double's 52 bits behind the point, 10 tell the bin. */
    private static final int DROPPED = 42;

    private final LongCounts bins = new LongCounts();

    /** Takes a number in, which is not NaN. */
    public void add(double x) {
        bins.add(bin(x), 1);
    }

    public void addAll(Histogram other) {
        bins.addAll(other.bins);
    }

    /** The number of the bin of a number; ascending with it. */
    public static long bin(double x) {
        long bits = Double.doubleToLongBits(x == 0 ? 0 : x);
        return (bits < 0 ? bits ^ Long.MAX_VALUE : bits) >> DROPPED;
    }

    /** The number in the middle of a bin; that of 0 is 0. */
    public static double middle(long bin) {
        return bin == 0 ? 0 : (edge(bin) + edge(bin + 1)) / 2;
    }

    /** The smallest number of a bin. */
    private static double edge(long bin) {
        long bits = bin << DROPPED;
        double edge = Double.longBitsToDouble(bits < 0 ? bits ^ Long.MAX_VALUE : bits);
        return Double.isFinite(edge) ? edge : Math.copySign(Double.MAX_VALUE, edge);
    }

    /** The bins that hold something, ascending. */
    public long[] bins() {
        return bins.sorted();
    }

    /** How many numbers are in a bin. */
    public long count(long bin) {
        return bins.count(bin);
    }

    public long total() {
        return bins.total();
    }

    /**
     * The middles of the bins that hold these quantiles.
     *
     * @param shares ascending, from 0 to 1
     */
    public double[] quantiles(double... shares) {
        long total = total();
        double[] quantiles = new double[shares.length];
        long below = 0;
        int next = 0;
        for (long bin : bins()) {
            below += count(bin);
            while (next < shares.length && below >= shares[next] * total) {
                quantiles[next++] = middle(bin);
            }
        }
        return quantiles;
    }
}
