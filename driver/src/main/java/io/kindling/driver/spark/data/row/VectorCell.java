package io.kindling.driver.spark.data.row;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * A Spark ML vector as Spark's own rows hold it: a structure of kind (0 sparse, 1 dense), size, indices and values, the middle two
 * null where it is dense. Read so, it takes no ML module.
 */
final class VectorCell {
    /** Of the structure. */
    static final int FIELDS = 4;

    private static final int KIND = 0;
    private static final int SIZE = 1;
    private static final int INDICES = 2;
    private static final int VALUES = 3;
    private static final byte DENSE = 1;

    private VectorCell() {}

    static int width(InternalRow vector) {
        return isDense(vector) ? present(vector) : vector.getInt(SIZE);
    }

    /** How many numbers it holds: of a sparse vector those that are not 0. */
    static int present(InternalRow vector) {
        return vector.getArray(VALUES).numElements();
    }

    /** <em>Overwrites</em> the numbers from {@code offset} on. */
    static void copy(InternalRow vector, float[] into, int offset) {
        ArrayData values = vector.getArray(VALUES);
        if (isDense(vector)) {
            DoubleArray.copy(values, into, offset);
            return;
        }
        Arrays.fill(into, offset, offset + vector.getInt(SIZE), 0);
        ArrayData indices = vector.getArray(INDICES);
        for (int j = 0; j < indices.numElements(); j++) {
            into[offset + indices.getInt(j)] = (float) values.getDouble(j);
        }
    }

    /**
     * <em>Overwrites</em> the numbers it holds, and their columns, from {@code from} on.
     *
     * @param offset the column of its first number
     */
    static void copyPresent(InternalRow vector, int offset, int[] columns, float[] numbers, int from) {
        ArrayData values = vector.getArray(VALUES);
        ArrayData indices = isDense(vector) ? null : vector.getArray(INDICES);
        for (int j = 0; j < values.numElements(); j++) {
            columns[from + j] = offset + (indices == null ? j : indices.getInt(j));
            numbers[from + j] = (float) values.getDouble(j);
        }
    }

    private static boolean isDense(InternalRow vector) {
        return vector.getByte(KIND) == DENSE;
    }
}
