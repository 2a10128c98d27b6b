package io.kindling.driver.spark.data.row;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/** An array of floats in one of Spark's own rows. */
final class FloatArray {
    private FloatArray() {}

    /** <em>Overwrites</em> as many numbers from {@code offset} on; null elements become NaN. */
    static void copy(ArrayData array, float[] into, int offset) {
        int count = array.numElements();
        if (!(array instanceof UnsafeArrayData unsafe)) {
            for (int j = 0; j < count; j++) {
                into[offset + j] = array.isNullAt(j) ? Float.NaN : array.getFloat(j);
            }
            return;
        }
        long header = UnsafeArrayData.calculateHeaderPortionInBytes(count);
        Platform.copyMemory(
                unsafe.getBaseObject(),
                unsafe.getBaseOffset() + header,
                into,
                Platform.FLOAT_ARRAY_OFFSET + (long) offset * Float.BYTES,
                (long) count * Float.BYTES);
        DoubleArray.nullsToNaN(unsafe, header, into, offset);
    }
}
