package io.kindling.driver.audit.linear;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Least squares with a small penalty on the weights (Hoerl and Kennard 1970: Ridge Regression), which is the same share of each
 * feature's variation, so that the features' units do not matter; the constant has none.
 */
final class Ridge {
    private static final double PENALTY = 1e-3;
    /** Keeps the weight of a feature that is always 0, or that is to be left out, at 0. */
    private static final double TINY = 1e-8;

    private Ridge() {}

    /**
     * The weights by target and feature.
     *
     * @param without a feature that gets none; negative: all do
     */
    static double[][] weights(CrossProducts sums, int without) {
        int width = sums.width();
        int targets = sums.targets();
        double[][] xx = new double[width][width];
        double[][] xy = new double[width][targets];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                xx[i][j] = i == without || j == without ? 0 : sums.xx(i, j);
            }
            for (int t = 0; t < targets; t++) {
                xy[i][t] = i == without ? 0 : sums.xy(i, t);
            }
            xx[i][i] += TINY * Math.max(1, sums.rows()) + (i == width - 1 ? 0 : PENALTY * sums.variation(i));
        }
        RealMatrix solved = new CholeskyDecomposition(new Array2DRowRealMatrix(xx, false), 1e-9, 0)
                .getSolver()
                .solve(new Array2DRowRealMatrix(xy, false));
        return solved.transpose().getData();
    }
}
