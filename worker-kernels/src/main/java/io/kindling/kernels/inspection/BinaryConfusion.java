package io.kindling.kernels.inspection;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;

/** How often yes is taken for no and no for yes, by weight, over all outputs; yes is a target of at least 0.5, and a logit above 0. */
public record BinaryConfusion() implements Inspector {
    private static final String SLOT = "inspection.confusion";

    @Override
    public void add(InspectedBatch batch, Tally tally) {
        double[] counts = tally.slot(SLOT, 4);
        Matrix output = batch.output();
        Matrix targets = batch.batch().targets();
        for (int row = 0; row < output.rows(); row++) {
            for (int j = 0; j < output.columns(); j++) {
                int truth = targets.at(row, j) >= 0.5f ? 1 : 0;
                int predicted = output.at(row, j) > 0 ? 1 : 0;
                counts[2 * truth + predicted] += batch.batch().weights()[row];
            }
        }
    }

    /** [2 · truth + predicted]. */
    public double[] counts(Tally tally) {
        return tally.slot(SLOT, 4);
    }
}
