package io.kindling.driver.audit;

import java.util.Arrays;

/** Of a column of numbers. */
public final class NumberFigures implements ColumnFigures {
    /** As long as there are no more different values, all are counted. */
    public static final int MOST_VALUES = 1000;

    private static final double ONE_VALUE = 0.9;
    private static final long serialVersionUID = 1;

    private final Moments moments = new Moments();
    private final Histogram histogram = new Histogram();
    private LongCounts values = new LongCounts();
    private long missing;
    private long whole;

    /** Takes a cell in; NaN and infinite ones are missing. */
    public void add(double x) {
        if (!Double.isFinite(x)) {
            missing++;
            return;
        }
        moments.add(x);
        histogram.add(x);
        if (x == Math.rint(x)) {
            whole++;
        }
        if (values != null) {
            values.add(Double.doubleToLongBits(x == 0 ? 0 : x), 1);
            forgetTooMany();
        }
    }

    public void addAll(NumberFigures other) {
        moments.addAll(other.moments);
        histogram.addAll(other.histogram);
        missing += other.missing;
        whole += other.whole;
        if (other.values == null) {
            values = null;
        }
        if (values != null) {
            values.addAll(other.values);
            forgetTooMany();
        }
    }

    private void forgetTooMany() {
        if (values.size() > MOST_VALUES) {
            values = null;
        }
    }

    @Override
    public long rows() {
        return moments.count() + missing;
    }

    @Override
    public long missing() {
        return missing;
    }

    public Moments moments() {
        return moments;
    }

    public Histogram histogram() {
        return histogram;
    }

    /** Whether they are a measure, rather than a mark that few rows have: no one number is in nine of ten rows. */
    public boolean varied() {
        double[] ends = histogram.quantiles((1 - ONE_VALUE) / 2, (1 + ONE_VALUE) / 2);
        return ends[0] < ends[1];
    }

    /** Whether all numbers are whole. */
    public boolean whole() {
        return whole == moments.count();
    }

    /** Whether there are no more than {@link #MOST_VALUES} different ones. */
    public boolean few() {
        return values != null;
    }

    /** The different values, ascending; only where they are few. */
    public double[] values() {
        long[] bits = values.sorted();
        double[] all = new double[bits.length];
        for (int i = 0; i < bits.length; i++) {
            all[i] = Double.longBitsToDouble(bits[i]);
        }
        Arrays.sort(all);
        return all;
    }

    /** How often a value occurs; of many different ones, about how often: those of its bin. */
    public long count(double value) {
        return values == null
                ? histogram.count(Histogram.bin(value))
                : values.count(Double.doubleToLongBits(value == 0 ? 0 : value));
    }
}
