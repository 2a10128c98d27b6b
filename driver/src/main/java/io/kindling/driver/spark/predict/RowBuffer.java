package io.kindling.driver.spark.predict;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;

/**
 * Keeps rows that Spark overwrites, in pages that are used again and again: rows in memory of their own would come to lie in ever new
 * places, and each would be fetched into the processor's caches when it is written and again when it is read. Not thread-safe.
 */
final class RowBuffer {
    private static final int PAGE = 1 << 20;
    private static final int MOST_PAGES = 64;

    private final UnsafeProjection projection;
    private final int fields;
    private final List<byte[]> pages = new ArrayList<>();
    private final List<UnsafeRow> rows = new ArrayList<>();
    private int count;
    private int page;
    private int used;

    /** A buffer of rows of a schema. */
    RowBuffer(StructType schema) {
        projection = UnsafeProjection.create(schema);
        fields = schema.size();
    }

    /** Forgets the rows. */
    void clear() {
        count = 0;
        page = 0;
        used = 0;
    }

    int size() {
        return count;
    }

    /** Whether there should be more; one row is always taken. */
    boolean hasRoom() {
        return count == 0 || page < MOST_PAGES;
    }

    /** A row that is kept; valid until {@link #clear}. */
    InternalRow get(int row) {
        return rows.get(row);
    }

    /** Copies the row's columns of the schema; others may be behind them. */
    void add(InternalRow row) {
        UnsafeRow projected = projection.apply(row);
        int size = projected.getSizeInBytes();
        byte[] target = room(size);
        projected.writeToMemory(target, Platform.BYTE_ARRAY_OFFSET + used);
        if (count == rows.size()) {
            rows.add(new UnsafeRow(fields));
        }
        UnsafeRow copy = rows.get(count++);
        copy.pointTo(target, Platform.BYTE_ARRAY_OFFSET + used, size);
        used += size;
    }

    /** The page where so many bytes fit behind {@link #used}. */
    private byte[] room(int size) {
        if (page < pages.size() && size > pages.get(page).length - used) {
            if (used == 0) {
                pages.set(page, new byte[size]);
            } else {
                page++;
                used = 0;
            }
            return room(size);
        }
        if (page == pages.size()) {
            pages.add(new byte[Math.max(PAGE, size)]);
        }
        return pages.get(page);
    }
}
