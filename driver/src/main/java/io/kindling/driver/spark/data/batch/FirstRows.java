package io.kindling.driver.spark.data.batch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * The rows with the smallest keys. Immutable.
 *
 * @param rows in the order of their keys, which are their first cells
 */
record FirstRows(List<UnsafeRow> rows) implements Serializable {
    private static final Comparator<UnsafeRow> BY_KEY = Comparator.comparingLong(row -> row.getLong(0));

    static final FirstRows NONE = new FirstRows(List.of());

    /** Those of a partition, at most {@code count}. */
    static FirstRows of(BatchRows rows, int count) {
        PriorityQueue<UnsafeRow> first = new PriorityQueue<>(BY_KEY.reversed());
        while (rows.hasNext()) {
            if (first.size() < count) {
                first.add(rows.nextCells().copy());
            } else if (rows.nextKey() < first.element().getLong(0)) {
                first.remove();
                first.add(rows.nextCells().copy());
            } else {
                rows.pass();
            }
        }
        return new FirstRows(first.stream().sorted(BY_KEY).toList());
    }

    /** Those of two, at most {@code count}. */
    FirstRows with(FirstRows others, int count) {
        List<UnsafeRow> all = new ArrayList<>(rows);
        all.addAll(others.rows);
        return new FirstRows(all.stream().sorted(BY_KEY).limit(count).toList());
    }

    List<InternalRow> asInternal() {
        return List.copyOf(rows);
    }
}
