package io.kindling.driver.audit;

import java.io.Serializable;

/**
 * Sums of the label by value or range of a feature, that tell its {@link Power}. What is left within a range is estimated without bias, and
 * a range of one row says nothing: so a feature of many different values is not taken for a good one. Not thread-safe.
 */
public final class RangeSums implements Serializable {
    private static final long serialVersionUID = 1;
    /** Rows, sum and sum of squares. */
    private static final int OF_NUMBERS = 3;

    private final int classes;
    private final int width;
    private final double[] sums;

    /**
     * Nothing yet.
     *
     * @param classes how many there are; 0 where the label is a number
     */
    public RangeSums(int ranges, int classes) {
        this.classes = classes;
        this.width = classes == 0 ? OF_NUMBERS : classes;
        this.sums = new double[ranges * width];
    }

    /**
     * Takes a row in.
     *
     * @param label the number of its class from 0 on; or the rank of its label, around 0
     */
    public void add(int range, double label) {
        int at = range * width;
        if (classes > 0) {
            sums[at + (int) label]++;
        } else {
            sums[at]++;
            sums[at + 1] += label;
            sums[at + 2] += label * label;
        }
    }

    public void addAll(RangeSums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    /** What {@link Power#explained} says. */
    public double explained() {
        double[] all = new double[width];
        for (int i = 0; i < sums.length; i++) {
            all[i % width] += sums[i];
        }
        double total = spread(all, 0);
        if (total <= 0) {
            return 0;
        }
        double left = 0;
        for (int at = 0; at < sums.length; at += width) {
            double rows = rows(sums, at);
            left += rows * (rows == 1 ? total : spread(sums, at));
        }
        return 1 - left / (rows(all, 0) * total);
    }

    /**
     * What a straight line along the column's numbers explains of the same, biased by no more than one part in the number of rows.
     *
     * @param values the number of each range; NaN of those that do not count
     */
    public double along(double[] values) {
        Moments line = new Moments();
        double[] all = new double[width];
        for (int range = 0; range < values.length; range++) {
            double rows = rows(sums, range * width);
            if (rows > 0 && !Double.isNaN(values[range])) {
                line.add(values[range], (long) rows);
                for (int j = 0; j < width; j++) {
                    all[j] += sums[range * width + j];
                }
            }
        }
        double together = 0;
        int first = classes == 0 ? 1 : 0;
        for (int j = first; j < first + Math.max(1, classes); j++) {
            double covariance = 0;
            for (int range = 0; range < values.length; range++) {
                if (!Double.isNaN(values[range])) {
                    covariance += sums[range * width + j] * (values[range] - line.mean());
                }
            }
            together += covariance * covariance;
        }
        double rows = line.count();
        double spread = rows * spread(all, 0) * rows * line.deviation() * line.deviation();
        return spread == 0 ? 0 : together / spread;
    }

    /** Ranges with rows in them. */
    public int filled() {
        int filled = 0;
        for (int at = 0; at < sums.length; at += width) {
            filled += rows(sums, at) > 0 ? 1 : 0;
        }
        return filled;
    }

    private double rows(double[] of, int at) {
        double rows = of[at];
        for (int c = 1; c < classes; c++) {
            rows += of[at + c];
        }
        return rows;
    }

    /** The variance, or the probability that two of the rows are of different classes. */
    private double spread(double[] of, int at) {
        double rows = rows(of, at);
        if (rows < 2) {
            return 0;
        }
        if (classes == 0) {
            return Math.max(0, of[at + 2] - of[at + 1] * of[at + 1] / rows) / (rows - 1);
        }
        double same = 0;
        for (int c = 0; c < classes; c++) {
            same += of[at + c] * (of[at + c] - 1);
        }
        return 1 - same / (rows * (rows - 1));
    }
}
