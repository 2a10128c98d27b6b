package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.NumberFigures;

/**
 * A number, as its logarithm where all are positive, and else as the inverse hyperbolic sine of its distance from the median in distances
 * between the quartiles: so the largest do not outweigh the others.
 */
final class NumberLabelCode implements LabelCode {
    private static final long serialVersionUID = 1;

    private final int column;
    private final boolean log;
    private final double middle;
    private final double scale;

    NumberLabelCode(int column, NumberFigures figures) {
        double[] quartiles = figures.histogram().quantiles(0.25, 0.5, 0.75);
        double distance = quartiles[2] - quartiles[0];
        this.column = column;
        this.log = figures.moments().min() > 0;
        this.middle = quartiles[1];
        this.scale = distance > 0 ? distance : figures.moments().deviation();
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public boolean read(AuditedRow row, double[] into) {
        double x = row.number(column);
        if (!Double.isFinite(x) || (log && x <= 0)) {
            return false;
        }
        double from = (x - middle) / scale;
        into[0] = log ? Math.log(x) : Math.copySign(Math.log(Math.abs(from) + Math.sqrt(from * from + 1)), from);
        return true;
    }

    /** The number of the label that is told by this one. */
    double label(double code) {
        return log ? Math.exp(code) : middle + scale * Math.sinh(code);
    }
}
