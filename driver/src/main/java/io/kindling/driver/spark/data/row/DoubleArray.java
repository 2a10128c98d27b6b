package io.kindling.driver.spark.data.row;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/** An array of doubles in one of Spark's own rows. */
final class DoubleArray {
    private DoubleArray() {}

    /** <em>Overwrites</em> as many numbers from {@code offset} on; null elements become NaN. */
    static void copy(ArrayData array, float[] into, int offset) {
        int count = array.numElements();
        if (!(array instanceof UnsafeArrayData unsafe)) {
            for (int j = 0; j < count; j++) {
                into[offset + j] = array.isNullAt(j) ? Float.NaN : (float) array.getDouble(j);
            }
            return;
        }
        // Straight from memory: each getDouble would check its place, which takes three times as long.
        Object base = unsafe.getBaseObject();
        long header = UnsafeArrayData.calculateHeaderPortionInBytes(count);
        long first = unsafe.getBaseOffset() + header;
        for (int j = 0; j < count; j++) {
            into[offset + j] = (float) Platform.getDouble(base, first + (long) j * Double.BYTES);
        }
        nullsToNaN(unsafe, header, into, offset);
    }

    /** <em>Overwrites</em> those numbers whose elements are null. */
    static void nullsToNaN(UnsafeArrayData array, long header, float[] into, int offset) {
        if (hasNull(array, header)) {
            for (int j = 0; j < array.numElements(); j++) {
                into[offset + j] = array.isNullAt(j) ? Float.NaN : into[offset + j];
            }
        }
    }

    /** The header is the count, and then a bit for each element that is null. */
    private static boolean hasNull(UnsafeArrayData array, long header) {
        for (long word = Long.BYTES; word < header; word += Long.BYTES) {
            if (Platform.getLong(array.getBaseObject(), array.getBaseOffset() + word) != 0) {
                return true;
            }
        }
        return false;
    }
}
