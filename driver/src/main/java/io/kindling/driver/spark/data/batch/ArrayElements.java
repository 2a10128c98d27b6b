package io.kindling.driver.spark.data.batch;

import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** The elements of a column of arrays. */
final class ArrayElements {
    private ArrayElements() {}

    /** Marks the rows whose array is there and holds a null. */
    static void markNulls(ColumnVector arrays, int from, int count, boolean[] odd) {
        // Others, such as those of ORC files, do not show what their arrays lie in.
        if (arrays instanceof WritableColumnVector && !arrays.getChild(0).hasNull()) {
            return;
        }
        for (int row = 0; row < count; row++) {
            if (!odd[row]) {
                ColumnarArray array = arrays.getArray(from + row);
                for (int j = 0; j < array.numElements(); j++) {
                    odd[row] |= array.isNullAt(j);
                }
            }
        }
    }
}
