package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Ranks;
import java.io.Serializable;

/**
 * A row's label as one number: that of its class, or the rank of a number, so that its scale does not matter.
 *
 * @param code of classes; of a number it is not asked
 * @param column of the label
 * @param ranks null for classes
 * @param classes how many different ones are told apart, at most 64; 0 of a number
 */
record PlainLabel(LabelCode code, int column, Ranks ranks, int classes) implements Serializable {
    private static final int MOST = 64;

    static PlainLabel of(LabelCode code, int column, Part figures) {
        return code instanceof ClassLabelCode classes
                ? new PlainLabel(code, column, null, Math.min(MOST, classes.size()))
                : new PlainLabel(code, column, new Ranks(((NumberFigures) figures.label()).histogram()), 0);
    }

    /** NaN where it is missing. */
    double of(AuditedRow row) {
        if (ranks == null) {
            int place = ((ClassLabelCode) code).place(row);
            return place < 0 ? Double.NaN : place % classes;
        }
        double x = row.number(column);
        return Double.isFinite(x) ? ranks.of(x) : Double.NaN;
    }
}
