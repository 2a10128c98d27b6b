package io.kindling.kernels.inspection;

import io.kindling.kernels.metric.Unscaling;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;

/**
 * Two histograms of the first output, by weight: of predictions against targets, and of what they are apart. What lies beyond
 * counts in the outermost bin.
 *
 * @param unscaling from what the network learns to the user's units
 * @param from where the bins of targets and predictions begin
 * @param to where they end, above {@code from}
 * @param furthest the bins of differences go from {@code -furthest} to {@code furthest}; above 0
 */
public record Residuals(Unscaling unscaling, double from, double to, double furthest) implements Inspector {
    /** Of targets and of predictions each. */
    public static final int BINS = 40;
    /** Of differences: one around 0, and as many on either side. */
    public static final int DIFFERENCES = 41;

    private static final String PAIRS = "inspection.pairs";
    private static final String APART = "inspection.apart";

    @Override
    public void add(InspectedBatch batch, Tally tally) {
        Matrix output = batch.output();
        Matrix targets = batch.batch().targets();
        double[] pairs = tally.slot(PAIRS, BINS * BINS);
        double[] apart = tally.slot(APART, DIFFERENCES);
        for (int row = 0; row < output.rows(); row++) {
            double target = unscaling.unscale(targets.at(row, 0), 0);
            double prediction = unscaling.unscale(output.at(row, 0), 0);
            float weight = batch.batch().weights()[row];
            pairs[bin(target, from, to, BINS) * BINS + bin(prediction, from, to, BINS)] += weight;
            apart[bin(prediction - target, -furthest, furthest, DIFFERENCES)] += weight;
        }
    }

    /** [target · BINS + prediction]. */
    public double[] pairs(Tally tally) {
        return tally.slot(PAIRS, BINS * BINS);
    }

    /** By difference of prediction and target, from the most negative on. */
    public double[] differences(Tally tally) {
        return tally.slot(APART, DIFFERENCES);
    }

    private static int bin(double number, double from, double to, int bins) {
        return (int) Math.max(0, Math.min(bins - 1, (number - from) / (to - from) * bins));
    }
}
