package io.kindling.driver.spark.data;

import io.kindling.driver.spark.data.row.KeyedRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.UnsafeExternalRowSorter;
import org.apache.spark.util.collection.unsafe.sort.PrefixComparators;
import org.apache.spark.util.collection.unsafe.sort.RecordComparator;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Sorts a task's rows by their keys with Spark's sorter for tables: by radix, in Spark's memory as far as there is, and else by way of its local
 * folders.
 */
final class KeySort implements AutoCloseable {
    private final UnsafeExternalRowSorter sorter;
    private long rows;

    KeySort() {
        try {
            sorter = UnsafeExternalRowSorter.createWithRecordComparator(
                    KeyedRow.SCHEMA,
                    EqualKeys::new,
                    PrefixComparators.LONG,
                    new KeyPrefix(),
                    SparkEnv.get().memoryManager().pageSizeBytes(),
                    true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows in the order of their keys; each is valid until the next is asked for. */
    Iterator<InternalRow> sort(Iterator<Tuple2<Integer, UnsafeRow>> unsorted) {
        try {
            while (unsorted.hasNext()) {
                sorter.insertRow(unsorted.next()._2());
                rows++;
            }
            return CollectionConverters.asJava(sorter.sort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many have come. */
    long rows() {
        return rows;
    }

    /** Gives memory and files back. */
    @Override
    public void close() {
        sorter.cleanupResources();
    }

    /** The key is all that is sorted by. */
    private static final class KeyPrefix extends UnsafeExternalRowSorter.PrefixComputer {
        private final Prefix prefix = new Prefix();

        @Override
        public Prefix computePrefix(InternalRow row) {
            prefix.value = KeyedRow.key((UnsafeRow) row);
            return prefix;
        }
    }

    /** Rows of the same key come in any order. */
    private static final class EqualKeys extends RecordComparator {
        @Override
        public int compare(
                Object left, long leftOffset, int leftLength, Object right, long rightOffset, int rightLength) {
            return 0;
        }
    }
}
