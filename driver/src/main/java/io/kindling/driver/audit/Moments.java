package io.kindling.driver.audit;

import java.io.Serializable;

/** Count, mean, deviation and range of numbers, one after another or merged (Welford 1962; Chan, Golub and LeVeque 1979). */
public final class Moments implements Serializable {
    private static final long serialVersionUID = 1;

    private long count;
    private double mean;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** Takes a finite number in. */
    public void add(double x) {
        count++;
        double from = x - mean;
        mean += from / count;
        squares += from * (x - mean);
        min = Math.min(min, x);
        max = Math.max(max, x);
    }

    /** The same, to be added to. */
    public Moments copy() {
        Moments copy = new Moments();
        copy.addAll(this);
        return copy;
    }

    /** Takes a finite number in so many times. */
    public void add(double x, long times) {
        Moments equal = new Moments();
        equal.count = times;
        equal.mean = x;
        equal.min = x;
        equal.max = x;
        addAll(equal);
    }

    /** Takes in all that another did. */
    public void addAll(Moments other) {
        if (other.count == 0) {
            return;
        }
        long all = count + other.count;
        double between = other.mean - mean;
        squares += other.squares + between * between * count * other.count / all;
        mean += between * ((double) other.count / all);
        count = all;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    public long count() {
        return count;
    }

    /** 0 of nothing. */
    public double mean() {
        return mean;
    }

    /** With the divisor n; 0 of nothing. */
    public double deviation() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    /** Infinite of nothing. */
    public double min() {
        return min;
    }

    /** Minus infinity of nothing. */
    public double max() {
        return max;
    }
}
