package io.kindling.driver.audit.linear;

import java.io.Serializable;

/**
 * The sums of products over rows that least squares are solved from: X'X, X'Y and the squares of Y. The last feature is the constant 1.
 * Not thread-safe.
 */
public final class CrossProducts implements Serializable {
    private static final long serialVersionUID = 1;

    private final int width;
    private final int targets;
    /** The lower triangle, row by row. */
    private final double[] xx;
    /** Feature by feature. */
    private final double[] xy;

    private final double[] yy;

    /**
     * Nothing yet.
     *
     * @param width features, the constant among them
     */
    public CrossProducts(int width, int targets) {
        this.width = width;
        this.targets = targets;
        this.xx = new double[width * (width + 1) / 2];
        this.xy = new double[width * targets];
        this.yy = new double[targets];
    }

    /** Takes a row in. */
    public void add(double[] x, double[] y) {
        int row = 0;
        for (int i = 0; i < width; i++) {
            double xi = x[i];
            if (xi != 0) {
                for (int j = 0; j <= i; j++) {
                    xx[row + j] += xi * x[j];
                }
                for (int t = 0; t < targets; t++) {
                    xy[i * targets + t] += xi * y[t];
                }
            }
            row += i + 1;
        }
        for (int t = 0; t < targets; t++) {
            yy[t] += y[t] * y[t];
        }
    }

    /** Takes in all rows that another did. */
    public void merge(CrossProducts other) {
        addAll(other, 1);
    }

    /** Takes in all rows that another did, so many times; with -1 it takes them out. */
    void addAll(CrossProducts other, double times) {
        addAll(xx, other.xx, times);
        addAll(xy, other.xy, times);
        addAll(yy, other.yy, times);
    }

    private static void addAll(double[] mine, double[] others, double times) {
        for (int i = 0; i < mine.length; i++) {
            mine[i] += times * others[i];
        }
    }

    int width() {
        return width;
    }

    int targets() {
        return targets;
    }

    /** How many rows there are. */
    public double rows() {
        return xx[xx.length - 1];
    }

    /** The sum of the products of two features. */
    double xx(int i, int j) {
        return i >= j ? xx[i * (i + 1) / 2 + j] : xx[j * (j + 1) / 2 + i];
    }

    /** The sum of the products of a feature and a target. */
    double xy(int i, int target) {
        return xy[i * targets + target];
    }

    /** The sum of squares of a feature around its mean. */
    double variation(int feature) {
        double sum = xx(width - 1, feature);
        return Math.max(0, xx(feature, feature) - sum * sum / Math.max(1, rows()));
    }

    /** The sum of squares of some targets around their means, from one on, up to another. */
    public double variation(int from, int to) {
        double all = 0;
        for (int t = from; t < to; t++) {
            double sum = xy(width - 1, t);
            all += Math.max(0, yy[t] - sum * sum / Math.max(1, rows()));
        }
        return all;
    }

    /** The sum of squares that these weights leave of some targets. */
    double rest(double[][] weights, int from, int to) {
        double all = 0;
        for (int t = from; t < to; t++) {
            double[] w = weights[t];
            double rest = yy[t];
            int at = 0;
            for (int i = 0; i < width; i++) {
                double before = 0;
                for (int j = 0; j < i; j++) {
                    before += xx[at + j] * w[j];
                }
                rest += w[i] * (2 * before + xx[at + i] * w[i] - 2 * xy(i, t));
                at += i + 1;
            }
            all += Math.max(0, rest);
        }
        return all;
    }

    /** The share of some targets' variation that a feature explains alone: the squared correlation of one target. */
    public double alone(int feature, int from, int to) {
        double variation = variation(feature);
        double explained = 0;
        for (int t = from; t < to; t++) {
            double together = xy(feature, t) - xx(width - 1, feature) * xy(width - 1, t) / Math.max(1, rows());
            explained += together * together;
        }
        double of = variation * variation(from, to);
        return of <= 0 ? 0 : explained / of;
    }
}
