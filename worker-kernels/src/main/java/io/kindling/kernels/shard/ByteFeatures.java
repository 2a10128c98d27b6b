package io.kindling.kernels.shard;

import java.util.Arrays;

/** Features as unsigned bytes, 0 to 255, row-major: pictures, a quarter of the size of floats. */
final class ByteFeatures implements Features {
    private static final long serialVersionUID = 1;

    private final byte[] values;
    private final int rows;
    private final int columns;

    /** Keeps the array, which holds at least {@code rows · columns} bytes. */
    ByteFeatures(byte[] values, int rows, int columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
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
        int start = row * columns;
        for (int j = 0; j < columns; j++) {
            into[offset + j] = values[start + j] & 0xFF;
        }
    }

    @Override
    public boolean missing() {
        return false;
    }

    @Override
    public long bytes() {
        return values.length;
    }

    @Override
    public byte[] pack(RowFormat format, float[] targets, float weight, int row) {
        return format.pack(targets, weight, Arrays.copyOfRange(values, row * columns, (row + 1) * columns));
    }
}
