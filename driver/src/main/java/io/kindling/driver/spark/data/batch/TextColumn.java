package io.kindling.driver.spark.data.batch;

import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/** A word in each cell, such as a label: it is part of the key, and no number. */
final class TextColumn implements BatchColumn {
    private UTF8String[] cells = {};

    @Override
    public void load(ColumnVector words, int from, int count, boolean[] odd) {
        BatchColumn.markNulls(words, from, count, odd);
        cells = cells.length < count ? new UTF8String[count] : cells;
        for (int row = 0; row < count; row++) {
            cells[row] = odd[row] ? UTF8String.EMPTY_UTF8 : words.getUTF8String(from + row);
        }
    }

    @Override
    public void hash(long[] keys, int count) {
        for (int row = 0; row < count; row++) {
            UTF8String word = cells[row];
            keys[row] = XXH64.hashUnsafeBytes(word.getBaseObject(), word.getBaseOffset(), word.numBytes(), keys[row]);
        }
    }

    @Override
    public void put(PackedBlock block, long place, int width, int count, boolean[] odd) {
        throw new IllegalStateException("Words are no numbers");
    }
}
