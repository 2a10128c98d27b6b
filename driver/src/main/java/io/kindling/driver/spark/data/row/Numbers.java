package io.kindling.driver.spark.data.row;

import scala.collection.Seq;

/** The numbers in a cell of any kind but text. */
public final class Numbers {
    private Numbers() {}

    /** How many there are. */
    public static int width(Object cell, CellKind kind) {
        return switch (kind) {
            case NUMBER -> 1;
            case VECTOR -> VectorNumbers.width(cell);
            case ARRAY -> ((Seq<?>) cell).length();
            case BYTES -> ((byte[]) cell).length;
            case TEXT -> throw new IllegalArgumentException("text has no numbers");
        };
    }

    /** How many are not 0, as far as the cell's form tells. */
    public static int present(Object cell, CellKind kind) {
        return kind == CellKind.VECTOR ? VectorNumbers.present(cell) : width(cell, kind);
    }

    /** <em>Overwrites</em> the numbers from {@code offset} on; null elements become NaN. */
    static void copy(Object cell, CellKind kind, float[] into, int offset) {
        switch (kind) {
            case NUMBER -> into[offset] = (float) ((Double) cell).doubleValue();
            case VECTOR -> VectorNumbers.copy(cell, into, offset);
            case ARRAY -> copy((Seq<?>) cell, into, offset);
            case BYTES -> copy((byte[]) cell, into, offset);
            case TEXT -> throw new IllegalArgumentException("text has no numbers");
        }
    }

    private static void copy(Seq<?> sequence, float[] into, int offset) {
        for (int j = 0; j < sequence.length(); j++) {
            Double element = (Double) sequence.apply(j);
            into[offset + j] = element == null ? Float.NaN : (float) element.doubleValue();
        }
    }

    private static void copy(byte[] bytes, float[] into, int offset) {
        for (int j = 0; j < bytes.length; j++) {
            into[offset + j] = bytes[j] & 0xFF;
        }
    }
}
