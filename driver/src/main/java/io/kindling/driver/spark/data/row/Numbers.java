package io.kindling.driver.spark.data.row;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** The numbers in a cell of any kind but text, which is not null. */
public final class Numbers {
    private Numbers() {}

    /** How many there are. */
    public static int width(SpecializedGetters row, int field, CellKind kind) {
        return switch (kind) {
            case NUMBER -> 1;
            case VECTOR -> VectorCell.width(row.getStruct(field, VectorCell.FIELDS));
            case ARRAY, FLOATS -> row.getArray(field).numElements();
            case BYTES -> row.getBinary(field).length;
            case TEXT -> throw new IllegalArgumentException("text has no numbers");
        };
    }

    /** How many are not 0, as far as the cell's form tells. */
    public static int present(SpecializedGetters row, int field, CellKind kind) {
        return kind == CellKind.VECTOR
                ? VectorCell.present(row.getStruct(field, VectorCell.FIELDS))
                : width(row, field, kind);
    }

    /** <em>Overwrites</em> the numbers from {@code offset} on; null elements become NaN. */
    public static void copy(SpecializedGetters row, int field, CellKind kind, float[] into, int offset) {
        switch (kind) {
            case NUMBER -> into[offset] = (float) row.getDouble(field);
            case VECTOR -> VectorCell.copy(row.getStruct(field, VectorCell.FIELDS), into, offset);
            case ARRAY -> DoubleArray.copy(row.getArray(field), into, offset);
            case FLOATS -> FloatArray.copy(row.getArray(field), into, offset);
            case BYTES -> copy(row.getBinary(field), into, offset);
            case TEXT -> throw new IllegalArgumentException("text has no numbers");
        }
    }

    private static void copy(byte[] bytes, float[] into, int offset) {
        for (int j = 0; j < bytes.length; j++) {
            into[offset + j] = bytes[j] & 0xFF;
        }
    }
}
