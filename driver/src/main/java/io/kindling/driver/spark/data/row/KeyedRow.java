package io.kindling.driver.spark.data.row;

import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;

/** A packed row with its key as one of Spark's own rows, which Spark sends and sorts without making objects of them. */
public final class KeyedRow {
    public static final int FIELDS = 2;
    public static final StructType SCHEMA =
            new StructType().add("key", DataTypes.LongType, false).add("packed", DataTypes.BinaryType, false);

    /** Where the packed bytes start in the row: behind a word for nulls, the key, and their place and length. */
    public static final int HEAD = Long.BYTES * (1 + FIELDS);

    private static final int KEY = 0;
    private static final int PACKED = 1;

    private KeyedRow() {}

    /** The row, which lies in the writer until that is used again. */
    public static UnsafeRow write(UnsafeRowWriter writer, long key, byte[] packed) {
        writer.reset();
        writer.write(KEY, key);
        writer.write(PACKED, packed);
        return writer.getRow();
    }

    /** How many bytes a row takes, of so many packed ones. */
    public static int bytes(int packed) {
        return HEAD + (packed + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }

    /** Makes zeros in a block those of a row of so many packed bytes, without key; they start at {@link #HEAD} behind {@code at}. */
    public static void lay(byte[] block, int at, int packed) {
        long placeAndLength = (long) HEAD << 32 | packed;
        Platform.putLong(block, Platform.BYTE_ARRAY_OFFSET + at + HEAD - Long.BYTES, placeAndLength);
    }

    /** Gives the row that is laid at this place its key. */
    public static void putKey(byte[] block, int at, long key) {
        Platform.putLong(block, Platform.BYTE_ARRAY_OFFSET + at + Long.BYTES, key);
    }

    public static long key(UnsafeRow row) {
        return row.getLong(KEY);
    }

    /**
     * The packed row.
     *
     * @param into <em>overwritten</em> and given back if it is just as long
     */
    public static byte[] packed(UnsafeRow row, byte[] into) {
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
