package io.kindling.kernels.metric;

import io.kindling.kernels.sum.Tally;

/**
 * The area under the ROC curve from two histograms of the logit, of positives and of negatives, so that no row has to
 * travel. The logit z is squeezed to {@code z / (1 + |z|)} and cut into 16,384 equal bins: logits that differ by 0.0003
 * near 0, or by 0.015 near 10, fall into different bins. Pairs within a bin count one half, as ties do.
 */
final class RankCurve {
    private static final int BINS = 1 << 14;
    private static final String SLOT = "rank";

    private RankCurve() {}

    static void add(Tally tally, float logit, boolean positive, float weight) {
        double squeezed = logit / (1 + Math.abs((double) logit));
        int bin = (int) Math.max(0, Math.min(BINS - 1, (squeezed + 1) / 2 * BINS));
        tally.slot(SLOT, 2 * BINS)[positive ? BINS + bin : bin] += weight;
    }

    /** The area; NaN where there are no positives or no negatives. */
    static double area(Tally tally) {
        double[] histograms = tally.slot(SLOT, 2 * BINS);
        double negativesBelow = 0;
        double positives = 0;
        double pairs = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double negative = histograms[bin];
            double positive = histograms[BINS + bin];
            pairs += positive * (negativesBelow + negative / 2);
            negativesBelow += negative;
            positives += positive;
        }
        return positives > 0 && negativesBelow > 0 ? pairs / (positives * negativesBelow) : Double.NaN;
    }
}
