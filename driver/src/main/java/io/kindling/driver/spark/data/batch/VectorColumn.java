package io.kindling.driver.spark.data.batch;

import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.vectorized.ColumnVector;

/** A dense Spark ML vector in each cell: a structure of kind, size, indices and values, of which the middle two are null. */
final class VectorColumn implements BatchColumn {
    private static final int KIND = 0;
    private static final int VALUES = 3;
    private static final byte DENSE = 1;

    private final DoublesColumn values = new DoublesColumn();

    @Override
    public void load(ColumnVector vectors, int from, int count, boolean[] odd) {
        BatchColumn.markNulls(vectors, from, count, odd);
        ColumnVector kinds = vectors.getChild(KIND);
        for (int row = 0; row < count; row++) {
            odd[row] = odd[row] || kinds.getByte(from + row) != DENSE;
        }
        values.load(vectors.getChild(VALUES), from, count, odd);
    }

    @Override
    public void hash(long[] keys, int count) {
        for (int row = 0; row < count; row++) {
            keys[row] = XXH64.hashInt(DENSE, keys[row]);
        }
        values.hash(keys, count);
    }

    @Override
    public void put(PackedBlock block, long place, int width, int count, boolean[] odd) {
        values.put(block, place, width, count, odd);
    }
}
