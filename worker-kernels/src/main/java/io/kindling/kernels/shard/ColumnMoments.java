package io.kindling.kernels.shard;

import java.io.Serializable;

/**
 * Count, mean and sum of squared deviations of each column, updated row by row (Welford, Note on a Method for Calculating
 * Corrected Sums of Squares and Products, Technometrics 1962) and merged pairwise (Chan, Golub, LeVeque 1979). NaN is
 * left out. In double precision, in the order of the rows: the same rows in the same order give the same bits.
 */
public final class ColumnMoments implements Serializable {
    private static final long serialVersionUID = 1;

    private final long[] count;
    private final double[] mean;
    private final double[] squares;

    /** The moments of no rows. */
    public ColumnMoments(int columns) {
        this(new long[columns], new double[columns], new double[columns]);
    }

    private ColumnMoments(long[] count, double[] mean, double[] squares) {
        this.count = count;
        this.mean = mean;
        this.squares = squares;
    }

    /** <em>Adds</em> a row, which starts at {@code offset}. */
    public void add(float[] row, int offset) {
        for (int j = 0; j < mean.length; j++) {
            double x = row[offset + j];
            if (!Double.isNaN(x)) {
                count[j]++;
                double delta = x - mean[j];
                mean[j] += delta / count[j];
                squares[j] += delta * (x - mean[j]);
            }
        }
    }

    /** The moments of the rows of both; changes neither. */
    public ColumnMoments merge(ColumnMoments other) {
        int columns = mean.length;
        ColumnMoments merged = new ColumnMoments(columns);
        for (int j = 0; j < columns; j++) {
            long n = count[j] + other.count[j];
            if (n > 0) {
                double share = (double) other.count[j] / n;
                double delta = other.mean[j] - mean[j];
                merged.count[j] = n;
                merged.mean[j] = mean[j] + delta * share;
                merged.squares[j] = squares[j] + other.squares[j] + delta * delta * count[j] * share;
            }
        }
        return merged;
    }

    /** By column, how many numbers there were. */
    public long[] count() {
        return count.clone();
    }

    /** By column; 0 where there were no numbers. */
    public double[] mean() {
        return mean.clone();
    }

    /** By column, the square root of the mean squared deviation (divided by the count, not by one less). */
    public double[] deviation() {
        double[] deviation = new double[mean.length];
        for (int j = 0; j < deviation.length; j++) {
            deviation[j] = count[j] == 0 ? 0 : Math.sqrt(squares[j] / count[j]);
        }
        return deviation;
    }

    /** {@code (x - mean) / deviation}, column by column. */
    public Scaling standardizing() {
        return Scaling.standardizing(mean, deviation());
    }
}
