package io.kindling.kernels.metric;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code rmse}, {@code mae}, {@code r2} and {@code mse} in the user's units, over all outputs; R² is
 * {@code 1 - Σ(y - t)² / Σ(t - mean t)²}, the mean taken by output.
 *
 * @param unscaling from what the network learns to the user's units
 */
public record RegressionMetrics(Unscaling unscaling) implements Metrics {
    private static final String SLOT = "regression";
    private static final int PER_COLUMN = 5;

    @Override
    public void add(Matrix output, Matrix targets, float[] weights, Tally tally) {
        int columns = output.columns();
        double[] sums = tally.slot(SLOT, columns * PER_COLUMN);
        for (int row = 0; row < output.rows(); row++) {
            for (int j = 0; j < columns; j++) {
                double truth = unscaling.unscale(targets.at(row, j), j);
                double error = unscaling.unscale(output.at(row, j), j) - truth;
                int at = j * PER_COLUMN;
                sums[at] += weights[row];
                sums[at + 1] += weights[row] * error * error;
                sums[at + 2] += weights[row] * Math.abs(error);
                sums[at + 3] += weights[row] * truth;
                sums[at + 4] += weights[row] * truth * truth;
            }
        }
    }

    @Override
    public Map<String, Double> figures(Tally tally) {
        double[] sums = tally.get(SLOT);
        double weight = 0;
        double squared = 0;
        double absolute = 0;
        double variation = 0;
        for (int at = 0; at < sums.length; at += PER_COLUMN) {
            weight += sums[at];
            squared += sums[at + 1];
            absolute += sums[at + 2];
            variation += sums[at + 4] - sums[at + 3] * sums[at + 3] / sums[at];
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("rmse", Math.sqrt(squared / weight));
        figures.put("r2", variation > 0 ? 1 - squared / variation : Double.NaN);
        figures.put("mae", absolute / weight);
        figures.put("mse", squared / weight);
        return figures;
    }
}
