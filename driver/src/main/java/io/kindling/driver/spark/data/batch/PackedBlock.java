package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.KeyedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/** Rows of the same length on their way to be packed, one behind the other in one array that is used again. */
final class PackedBlock {
    private static final int BYTES = 1 << 20;
    private static final int MOST_ROWS = 1024;

    private final int stride;
    private final int features;
    private final byte[] bytes;
    private final UnsafeRow row = new UnsafeRow(KeyedRow.FIELDS);

    /**
     * A block of some megabyte.
     *
     * @param head bytes of a row's targets and weight
     * @param features bytes of its features
     */
    PackedBlock(int head, int features) {
        this.stride = KeyedRow.bytes(head + features);
        this.features = KeyedRow.HEAD + head;
        int rows = Math.max(1, Math.min(MOST_ROWS, BYTES / stride));
        this.bytes = new byte[rows * stride];
        for (int at = 0; at < bytes.length; at += stride) {
            KeyedRow.lay(bytes, at, head + features);
        }
    }

    /** How many rows have room. */
    int rows() {
        return bytes.length / stride;
    }

    /** The array in which all of them lie. */
    byte[] bytes() {
        return bytes;
    }

    /** From one row to the next. */
    int stride() {
        return stride;
    }

    /** Where a row's features start, as Spark's {@link Platform} counts. */
    long features(int index) {
        return Platform.BYTE_ARRAY_OFFSET + (long) index * stride + features;
    }

    /** A row whose features are there; valid until another is asked for. */
    UnsafeRow row(int index, long key, byte[] head) {
        int at = index * stride;
        KeyedRow.putKey(bytes, at, key);
        System.arraycopy(head, 0, bytes, at + KeyedRow.HEAD, head.length);
        row.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + (long) at, stride);
        return row;
    }
}
