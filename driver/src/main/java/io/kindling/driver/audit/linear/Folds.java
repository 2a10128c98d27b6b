package io.kindling.driver.audit.linear;

import java.io.Serializable;
import java.util.Arrays;

/** Sums by fold, so that a model is fitted to all folds but one and measured on that one. Not thread-safe. */
public final class Folds implements Serializable {
    /** How many there are. */
    public static final int COUNT = 8;

    private static final long serialVersionUID = 1;

    private final int width;
    private final int targets;
    private final CrossProducts[] folds = new CrossProducts[COUNT];

    /**
     * Nothing yet.
     *
     * @param width features, the constant behind them among them
     */
    public Folds(int width, int targets) {
        this.width = width;
        this.targets = targets;
        for (int f = 0; f < COUNT; f++) {
            folds[f] = new CrossProducts(width, targets);
        }
    }

    /** The fold of a row whose content has this hash. */
    public static int of(long hash) {
        return (int) (hash >>> 61);
    }

    public void add(int fold, double[] x, double[] y) {
        folds[fold].add(x, y);
    }

    /** Takes in all that another did. */
    public Folds merged(Folds other) {
        for (int f = 0; f < COUNT; f++) {
            folds[f].addAll(other.folds[f], 1);
        }
        return this;
    }

    public CrossProducts all() {
        CrossProducts all = new CrossProducts(width, targets);
        for (CrossProducts fold : folds) {
            all.addAll(fold, 1);
        }
        return all;
    }

    /**
     * The weights by fold, target and feature that are fitted to the rows of the other folds.
     *
     * @param without a feature that gets none; negative: all do
     */
    public double[][][] weights(int without) {
        CrossProducts all = all();
        double[][][] weights = new double[COUNT][][];
        for (int f = 0; f < COUNT; f++) {
            all.addAll(folds[f], -1);
            weights[f] = Ridge.weights(all, without);
            all.addAll(folds[f], 1);
        }
        return weights;
    }

    /**
     * The share of some targets' variation that {@link #weights} leave, by fold, as shares of the variation in all folds: their sum is 1
     * less R².
     */
    public double[] rest(double[][][] weights, int from, int to) {
        double variation = variation(from, to);
        double[] rest = new double[COUNT];
        Arrays.setAll(rest, f -> variation == 0 ? 1.0 / COUNT : folds[f].rest(weights[f], from, to) / variation);
        return rest;
    }

    /**
     * The standard error of R², of which {@link #rest} is given: a ratio of sums over folds, some of which have more variation than others
     * (Cochran 1977: Sampling Techniques, chapter 6). By fold, in whose squares' sum it is the root, so that differences of two are made fold by
     * fold.
     */
    public double[] errors(double[] rest, int from, int to) {
        double variation = variation(from, to);
        double all = Arrays.stream(rest).sum();
        double[] errors = new double[COUNT];
        Arrays.setAll(errors, f -> {
            double share = variation == 0 ? 1.0 / COUNT : folds[f].variation(from, to) / variation;
            return (rest[f] - all * share) * Math.sqrt(COUNT / (COUNT - 1.0));
        });
        return errors;
    }

    private double variation(int from, int to) {
        return Arrays.stream(folds)
                .mapToDouble(fold -> fold.variation(from, to))
                .sum();
    }
}
