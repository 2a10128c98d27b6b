package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Moments;
import io.kindling.driver.audit.SeriesFigures;
import io.kindling.kernels.random.Draws;

/**
 * The numbers of a vector in deviations from their means, at most 5; those of a picture or of vectors of several lengths in deviations of
 * all. Where there are more than slots, they share them.
 */
final class SeriesCode implements CellCode {
    private static final long serialVersionUID = 1;
    private static final double FARTHEST = 5;

    private final int column;
    private final Slots slots;
    private final boolean own;
    private final double[] means;
    private final double[] scales;

    /**
     * For one column.
     *
     * @param own whether there is a slot for each number
     * @param alike whether all numbers are of one kind, as those of a picture
     */
    SeriesCode(int column, Slots slots, boolean own, SeriesFigures figures, boolean alike) {
        boolean one = alike || !figures.even();
        int count = one ? 1 : figures.width();
        this.column = column;
        this.slots = slots;
        this.own = own;
        this.means = new double[count];
        this.scales = new double[count];
        for (int i = 0; i < count; i++) {
            Moments moments = one ? figures.all() : figures.element(i);
            means[i] = one ? 0 : moments.mean();
            scales[i] = moments.deviation() > 0 ? 1 / moments.deviation() : 0;
        }
    }

    @Override
    public long add(AuditedRow row, double[] into) {
        int length = row.length(column);
        if (length < 0) {
            return 0;
        }
        float[] numbers = row.series(column);
        boolean one = means.length == 1;
        int taken = own ? Math.min(length, slots.count()) : length;
        for (int i = 0; i < taken; i++) {
            int which = one ? 0 : Math.min(i, means.length - 1);
            double x = (numbers[i] - means[which]) * scales[which];
            if (x != 0 && Double.isFinite(x)) {
                double near = Math.max(-FARTHEST, Math.min(FARTHEST, x));
                if (own) {
                    into[slots.from() + i] = near;
                } else {
                    slots.add(Draws.key(column, i), near, into);
                }
            }
        }
        return RowHash.of(numbers, length);
    }
}
