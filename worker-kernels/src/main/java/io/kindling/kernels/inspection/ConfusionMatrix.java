package io.kindling.kernels.inspection;

import io.kindling.kernels.sum.Tally;

/**
 * How often each class is taken for which, by weight.
 *
 * @param classes how many; at most {@link #MOST_CLASSES}
 */
public record ConfusionMatrix(int classes) implements Inspector {
    /** A matrix of 8 MB. */
    public static final int MOST_CLASSES = 1024;

    private static final String SLOT = "inspection.confusion";

    public ConfusionMatrix {
        if (classes > MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "A confusion matrix of " + classes + " classes; at most " + MOST_CLASSES + " are counted");
        }
    }

    @Override
    public void add(InspectedBatch batch, Tally tally) {
        double[] counts = tally.slot(SLOT, classes * classes);
        int vectors = batch.output().rows() * batch.output().shape().vectors();
        for (int i = 0; i < vectors; i++) {
            int truth = batch.truth(i);
            if (truth >= 0) {
                counts[truth * classes + batch.predicted(i)] += batch.weight(i);
            }
        }
    }

    /** [truth · classes + predicted]; all 0 where there were no rows. */
    public double[] counts(Tally tally) {
        return tally.slot(SLOT, classes * classes);
    }
}
