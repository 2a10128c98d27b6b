package io.kindling.kernels.inspection;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;

/**
 * Whether a probability of 0.8 comes true eight times in ten, in {@link #BINS} equal bins. Of two classes, and of yes or no, it
 * is the probability of the second, of yes, and the share of rows that are; of more classes that of the one that ranks first,
 * and the share that is right (Guo et al., On Calibration of Modern Neural Networks, 2017).
 *
 * @param binary whether the outputs are yes or no each, rather than classes
 */
public record Calibration(boolean binary) implements Inspector {
    /** How many. */
    public static final int BINS = 20;

    private static final String SLOT = "inspection.calibration";

    /**
     * Rows whose probability lies in a bin.
     *
     * @param weight of the rows
     * @param probability in the mean
     * @param share of them that is so
     */
    public record Bin(double weight, double probability, double share) {}

    @Override
    public void add(InspectedBatch batch, Tally tally) {
        double[] sums = tally.slot(SLOT, 3 * BINS);
        if (binary) {
            addBinary(batch, sums);
            return;
        }
        int vectors = batch.output().rows() * batch.output().shape().vectors();
        boolean two = batch.output().shape().last() == 2;
        for (int i = 0; i < vectors; i++) {
            int truth = batch.truth(i);
            if (truth >= 0) {
                int label = two ? 1 : batch.predicted(i);
                add(sums, batch.probability(i, label), truth == label ? 1 : 0, batch.weight(i));
            }
        }
    }

    private static void addBinary(InspectedBatch batch, double[] sums) {
        Matrix prediction = batch.prediction();
        Matrix targets = batch.batch().targets();
        for (int row = 0; row < prediction.rows(); row++) {
            for (int j = 0; j < prediction.columns(); j++) {
                float weight = batch.batch().weights()[row];
                add(sums, prediction.at(row, j), targets.at(row, j), weight);
            }
        }
    }

    private static void add(double[] sums, float probability, float truth, float weight) {
        int bin = (int) Math.max(0, Math.min(BINS - 1, (double) probability * BINS));
        sums[3 * bin] += weight;
        sums[3 * bin + 1] += (double) weight * probability;
        sums[3 * bin + 2] += (double) weight * truth;
    }

    /** A bin; NaN for its means where no rows lie in it. */
    public Bin bin(Tally tally, int bin) {
        double[] sums = tally.slot(SLOT, 3 * BINS);
        double weight = sums[3 * bin];
        return new Bin(weight, sums[3 * bin + 1] / weight, sums[3 * bin + 2] / weight);
    }

    /** The expected calibration error: how far probability and share are apart, in the mean over the rows; NaN without rows. */
    public double error(Tally tally) {
        double apart = 0;
        double all = 0;
        for (int b = 0; b < BINS; b++) {
            Bin bin = bin(tally, b);
            if (bin.weight() > 0) {
                apart += bin.weight() * Math.abs(bin.probability() - bin.share());
                all += bin.weight();
            }
        }
        return apart / all;
    }
}
