package io.kindling.driver.spark.data.batch;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Tells which rows of a batch are wanted, by their key, as a split by fraction does, or by their columns. Not thread-safe. */
final class RowCondition {
    private final BasePredicate condition;
    private final boolean usesKey;
    private final UnsafeRow key = new UnsafeRow(1);
    private final JoinedRow joined = new JoinedRow();

    RowCondition(BatchCondition wanted, int partition) {
        condition = Predicate$.MODULE$.create(wanted.term(), wanted.columns());
        condition.initialize(partition);
        usesKey = wanted.usesKey();
        key.pointTo(new byte[2 * Long.BYTES], 2 * Long.BYTES);
    }

    /** Whether it looks at the key; else any will do. */
    boolean usesKey() {
        return usesKey;
    }

    boolean holds(InternalRow row, long rowKey) {
        key.setLong(0, rowKey);
        return condition.eval(joined.apply(row, key));
    }
}
