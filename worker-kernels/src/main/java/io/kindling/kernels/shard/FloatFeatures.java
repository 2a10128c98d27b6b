package io.kindling.kernels.shard;

import java.util.Arrays;

/** Features as 32-bit floats, row-major. */
final class FloatFeatures implements Features {
    private static final long serialVersionUID = 1;

    private final float[] values;
    private final int rows;
    private final int columns;
    private final boolean missing;

    /** Keeps the array, which holds at least {@code rows · columns} numbers. */
    FloatFeatures(float[] values, int rows, int columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
        this.missing = anyNaN(values, rows * columns);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        System.arraycopy(values, row * columns, into, offset, columns);
    }

    @Override
    public boolean missing() {
        return missing;
    }

    @Override
    public long bytes() {
        return (long) values.length * Float.BYTES;
    }

    @Override
    public byte[] pack(RowFormat format, float[] targets, float weight, int row) {
        return format.pack(targets, weight, Arrays.copyOfRange(values, row * columns, (row + 1) * columns));
    }

    private static boolean anyNaN(float[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (Float.isNaN(values[i])) {
                return true;
            }
        }
        return false;
    }
}
