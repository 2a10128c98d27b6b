package io.kindling.driver.spark.audit;

import java.io.Serializable;

/** Tells the cells of one column by numbers. Not thread-safe. */
interface CellCode extends Serializable {
    /**
     * Adds the cell's numbers; a missing cell has none.
     *
     * @return the hash of the cell's content
     */
    long add(AuditedRow row, double[] into);
}
