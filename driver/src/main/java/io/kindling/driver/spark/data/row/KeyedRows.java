package io.kindling.driver.spark.data.row;

import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** The rows of a partition, packed one after the other. Not thread-safe. */
public interface KeyedRows {
    /** Whether there is another. */
    boolean hasNext();

    /** The next as a {@link KeyedRow}, valid until another is asked for; null if it has a {@link #problem()}. */
    UnsafeRow next();

    /** Why the last row could not be packed. */
    Optional<CellProblem> problem();
}
