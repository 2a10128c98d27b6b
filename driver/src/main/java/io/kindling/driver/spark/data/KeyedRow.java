package io.kindling.driver.spark.data;

import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;

/** A packed row with its key as one of Spark's own rows, which Spark sends and sorts without making objects of them. */
final class KeyedRow {
    static final int FIELDS = 2;
    static final StructType SCHEMA =
            new StructType().add("key", DataTypes.LongType, false).add("packed", DataTypes.BinaryType, false);

    private static final int KEY = 0;
    private static final int PACKED = 1;

    private KeyedRow() {}

    /** The row, which lies in the writer until that is used again. */
    static UnsafeRow write(UnsafeRowWriter writer, long key, byte[] packed) {
        writer.reset();
        writer.write(KEY, key);
        writer.write(PACKED, packed);
        return writer.getRow();
    }

    static long key(UnsafeRow row) {
        return row.getLong(KEY);
    }

    /**
     * The packed row.
     *
     * @param into <em>overwritten</em> and given back if it is just as long
     */
    static byte[] packed(UnsafeRow row, byte[] into) {
        long placeAndLength = row.getLong(PACKED);
        int length = (int) placeAndLength;
        byte[] packed = into.length == length ? into : new byte[length];
        Platform.copyMemory(
                row.getBaseObject(),
                row.getBaseOffset() + (placeAndLength >>> 32),
                packed,
                Platform.BYTE_ARRAY_OFFSET,
                length);
        return packed;
    }
}
