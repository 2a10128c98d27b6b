package io.kindling.driver.spark.data.batch;

import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;

/** Bytes in each cell, which are packed as they are. */
final class BytesColumn implements BatchColumn {
    private static final byte[] NONE = {};

    private byte[][] cells = {};

    @Override
    public void load(ColumnVector bytes, int from, int count, boolean[] odd) {
        BatchColumn.markNulls(bytes, from, count, odd);
        cells = cells.length < count ? new byte[count][] : cells;
        for (int row = 0; row < count; row++) {
            cells[row] = odd[row] ? NONE : bytes.getBinary(from + row);
        }
    }

    @Override
    public void hash(long[] keys, int count) {
        for (int row = 0; row < count; row++) {
            byte[] bytes = cells[row];
            keys[row] = XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, keys[row]);
        }
    }

    @Override
    public void put(PackedBlock block, long place, int width, int count, boolean[] odd) {
        for (int row = 0; row < count; row++) {
            byte[] bytes = cells[row];
            if (bytes.length != width) {
                odd[row] = true;
            } else {
                long at = place + (long) row * block.stride();
                Platform.copyMemory(bytes, Platform.BYTE_ARRAY_OFFSET, block.bytes(), at, width);
            }
        }
    }
}
