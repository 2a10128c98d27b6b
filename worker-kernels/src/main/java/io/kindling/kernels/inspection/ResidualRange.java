package io.kindling.kernels.inspection;

import io.kindling.kernels.metric.Unscaling;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;

/**
 * Between which numbers the first output's targets and predictions lie, and how far they are apart: what {@link Residuals} has to
 * know before it can count.
 *
 * @param unscaling from what the network learns to the user's units
 */
public record ResidualRange(Unscaling unscaling) implements Inspector {
    private static final String LOWEST = "inspection.lowest";
    private static final String HIGHEST = "inspection.highest";
    private static final String ERRORS = "inspection.errors";

    @Override
    public void add(InspectedBatch batch, Tally tally) {
        Matrix output = batch.output();
        Matrix targets = batch.batch().targets();
        double[] errors = tally.slot(ERRORS, 3);
        for (int row = 0; row < output.rows(); row++) {
            double target = unscaling.unscale(targets.at(row, 0), 0);
            double error = unscaling.unscale(output.at(row, 0), 0) - target;
            tally.largest(LOWEST, 1, 1).offer(new double[] {-target});
            tally.largest(HIGHEST, 1, 1).offer(new double[] {target});
            float weight = batch.batch().weights()[row];
            errors[0] += weight;
            errors[1] += weight * error;
            errors[2] += weight * error * error;
        }
    }

    /** The smallest target; NaN without rows. */
    public double lowest(Tally tally) {
        return -first(tally, LOWEST);
    }

    /** The largest target; NaN without rows. */
    public double highest(Tally tally) {
        return first(tally, HIGHEST);
    }

    /** The root of the mean squared error. */
    public double rootMeanSquare(Tally tally) {
        double[] errors = tally.slot(ERRORS, 3);
        return Math.sqrt(errors[2] / errors[0]);
    }

    /** Prediction minus target, in the mean. */
    public double bias(Tally tally) {
        double[] errors = tally.slot(ERRORS, 3);
        return errors[1] / errors[0];
    }

    private static double first(Tally tally, String slot) {
        return tally.largest(slot, 1, 1).all().stream()
                .mapToDouble(record -> record[0])
                .findFirst()
                .orElse(Double.NaN);
    }
}
