package io.kindling.driver.config;

/** What becomes of a row with a missing cell: null, NaN or infinite. The words are Spark ML's (handleInvalid). */
public enum Invalid {
    /** Stop, and name the column and the row. */
    ERROR,
    /** Leave the row out, and say how many were. */
    SKIP,
    /**
     * Keep the row; the network sees 0 in the cell, which is the column's mean if columns are standardised. Only for
     * features: a row without a label or a weight stops as with {@link #ERROR}.
     */
    KEEP
}
