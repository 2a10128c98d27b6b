package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.RowFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Some rows of a batch, column by column: their keys and packed features. Used again for the next; not thread-safe. */
final class BatchBlock {
    /** Where the hash of a row starts, by Spark's default. */
    private static final long SEED = 42;

    private final BatchLayout layout;
    private final Map<Integer, BatchColumn> columns = new TreeMap<>();
    private final PackedBlock packed;
    private final int bytes;
    private final long[] keys;
    private final boolean[] odd;

    BatchBlock(BatchLayout layout) {
        this.layout = layout;
        for (int[] places : List.of(layout.keyed(), layout.features())) {
            for (int place : places) {
                columns.computeIfAbsent(
                        place,
                        c -> BatchColumn.of(layout.columns().apply(c).dataType())
                                .orElseThrow());
            }
        }
        RowFormat format = layout.layout().format();
        this.bytes = format.storage() == FeatureStorage.BYTE ? Byte.BYTES : Float.BYTES;
        this.packed = new PackedBlock(format.head(), bytes * format.columns());
        this.keys = new long[packed.rows()];
        this.odd = new boolean[packed.rows()];
    }

    /** The most rows that it takes. */
    int rows() {
        return keys.length;
    }

    /** Takes rows. */
    void load(ColumnarBatch batch, int from, int count) {
        Arrays.fill(odd, false);
        columns.forEach((place, column) -> column.load(batch.column(place), from, count, odd));
        Arrays.fill(keys, SEED);
        for (int place : layout.keyed()) {
            columns.get(place).hash(keys, count);
        }
        long at = packed.features(0);
        for (int c = 0; c < layout.features().length; c++) {
            FeatureColumn column = layout.layout().features().columns().get(c);
            columns.get(layout.features()[c]).put(packed, at, column.width(), count, odd);
            at += (long) bytes * column.width();
        }
    }

    /** Whether a row is to be read cell by cell. */
    boolean odd(int row) {
        return odd[row];
    }

    /** The key of a row that is not odd. */
    long key(int row) {
        return keys[row];
    }

    /**
     * A row that is not odd; valid until another is asked for.
     *
     * @param head its packed target and weight
     */
    UnsafeRow row(int index, byte[] head) {
        return packed.row(index, keys[index], head);
    }
}
