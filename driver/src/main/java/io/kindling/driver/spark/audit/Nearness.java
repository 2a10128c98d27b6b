package io.kindling.driver.spark.audit;

import java.io.Serializable;

/** Which rows are near each other. Not thread-safe: each task has its own. */
interface Nearness extends Serializable {
    /** How many buckets a row is in. */
    int buckets();

    /**
     * Finds a row's buckets; near rows most likely share one.
     *
     * @return false where the row cannot be compared with others
     */
    boolean find(AuditedRow row, long[] into);

    /** What is to be kept of the row that was found last. */
    NearRow keep(AuditedRow row, String label, int part, int parts);

    boolean near(NearRow a, NearRow b);

    /** In what two rows differ. */
    String difference(NearRow a, NearRow b);

    /** What counts as near. */
    String words();
}
