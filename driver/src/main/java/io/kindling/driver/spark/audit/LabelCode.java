package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.ColumnFigures;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.WordFigures;
import java.io.Serializable;
import java.util.Optional;

/** Tells the label of a row by numbers, for a quick linear model. Not thread-safe. */
interface LabelCode extends Serializable {
    /** By the figures of the rows to learn from; empty where there is nothing to learn: no label, or always the same. */
    static Optional<LabelCode> of(ColumnFigures label, int column) {
        if (label instanceof NumberFigures numbers && numbers.moments().deviation() > 0) {
            return Optional.of(new NumberLabelCode(column, numbers));
        }
        if (label instanceof WordFigures words && words.few() && words.values().size() > 1) {
            return Optional.of(new ClassLabelCode(column, words.values().keySet()));
        }
        return Optional.empty();
    }

    /** How many numbers there are. */
    int width();

    /**
     * <em>Overwrites</em> the numbers with a row's.
     *
     * @return whether the row has a label; if not, nothing is overwritten
     */
    boolean read(AuditedRow row, double[] into);
}
