package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Histogram;
import io.kindling.driver.audit.Moments;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.kernels.random.Draws;

/**
 * A number in deviations from its mean, at most 5, so that a mistyped one does not bend a model; of its logarithm where the run takes
 * that, or where none is negative and the largest is more than 8 deviations above the mean.
 */
final class NumberCode implements CellCode {
    private static final long serialVersionUID = 1;
    private static final double FARTHEST = 5;
    private static final double HEAVY = 8;

    private final int column;
    private final Slots slots;
    private final long hash;
    private final boolean log;
    private final double mean;
    private final double scale;

    /**
     * For one column.
     *
     * @param slots of which it takes one
     * @param log1p whether the run takes logarithms
     */
    NumberCode(int column, Slots slots, NumberFigures figures, boolean log1p) {
        this.column = column;
        this.slots = slots;
        this.hash = slots.count() == 1 ? 0 : Draws.mix(column + 1);
        Moments plain = figures.moments();
        boolean heavy = plain.max() - plain.mean() > HEAVY * plain.deviation();
        this.log = plain.count() > 0 && plain.min() >= 0 && (log1p || heavy);
        Moments moments = log ? logarithms(figures.histogram()) : plain;
        this.mean = moments.mean();
        this.scale = moments.deviation() > 0 ? 1 / moments.deviation() : 0;
    }

    private static Moments logarithms(Histogram histogram) {
        Moments moments = new Moments();
        for (long bin : histogram.bins()) {
            moments.add(Math.log1p(Math.max(0, Histogram.middle(bin))), histogram.count(bin));
        }
        return moments;
    }

    @Override
    public long add(AuditedRow row, double[] into) {
        double x = row.number(column);
        if (Double.isFinite(x)) {
            double from = ((log ? Math.log1p(Math.max(0, x)) : x) - mean) * scale;
            if (Double.isFinite(from)) {
                slots.add(hash, Math.max(-FARTHEST, Math.min(FARTHEST, from)), into);
            }
        }
        return Double.doubleToLongBits(x);
    }
}
