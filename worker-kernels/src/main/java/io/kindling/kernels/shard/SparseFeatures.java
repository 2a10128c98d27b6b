package io.kindling.kernels.shard;

import java.util.Arrays;

/**
 * Features of which most are 0, as compressed sparse rows: row {@code i} has {@code values[j]} in column
 * {@code indices[j]} for {@code starts[i] <= j < starts[i + 1]}.
 */
final class SparseFeatures implements Features {
    private static final long serialVersionUID = 1;

    private final int[] starts;
    private final int[] indices;
    private final float[] values;
    private final int columns;
    private final boolean missing;

    /** Keeps the arrays. */
    SparseFeatures(int[] starts, int[] indices, float[] values, int columns) {
        this.starts = starts;
        this.indices = indices;
        this.values = values;
        this.columns = columns;
        this.missing = anyNaN(values, starts[starts.length - 1]);
    }

    @Override
    public int rows() {
        return starts.length - 1;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        Arrays.fill(into, offset, offset + columns, 0);
        for (int j = starts[row]; j < starts[row + 1]; j++) {
            into[offset + indices[j]] = values[j];
        }
    }

    @Override
    public boolean sparse() {
        return true;
    }

    @Override
    public void copySparse(int row, Scaling scaling, SparseRows into) {
        into.add(indices, values, starts[row], starts[row + 1], scaling);
    }

    @Override
    public boolean missing() {
        return missing;
    }

    @Override
    public long bytes() {
        return 4L * ((long) starts.length + indices.length + values.length);
    }

    @Override
    public byte[] pack(RowFormat format, float[] targets, float weight, int row) {
        int from = starts[row];
        int to = starts[row + 1];
        return format.packSparse(
                targets,
                weight,
                to - from,
                Arrays.copyOfRange(indices, from, to),
                Arrays.copyOfRange(values, from, to));
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
