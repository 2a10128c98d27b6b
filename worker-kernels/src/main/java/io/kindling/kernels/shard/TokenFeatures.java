package io.kindling.kernels.shard;

import java.util.Arrays;

/**
 * Sequences of whole numbers: row {@code i} is {@code tokens[j]} for {@code starts[i] <= j < starts[i + 1]}, and 0 from
 * there to the last column.
 */
final class TokenFeatures implements Features {
    private static final long serialVersionUID = 1;

    private final int[] starts;
    private final int[] tokens;
    private final int columns;

    /** Keeps the arrays. */
    TokenFeatures(int[] starts, int[] tokens, int columns) {
        this.starts = starts;
        this.tokens = tokens;
        this.columns = columns;
    }

    @Override
    public int rows() {
        return starts.length - 1;
    }

    /** Tokens in the longest sequence that there may be. */
    @Override
    public int columns() {
        return columns;
    }

    @Override
    public boolean sequences() {
        return true;
    }

    @Override
    public int length(int row) {
        return starts[row + 1] - starts[row];
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        int start = starts[row];
        int length = length(row);
        for (int j = 0; j < length; j++) {
            into[offset + j] = tokens[start + j];
        }
        Arrays.fill(into, offset + length, offset + columns, 0);
    }

    @Override
    public boolean missing() {
        return false;
    }

    @Override
    public long bytes() {
        return 4L * ((long) starts.length + tokens.length);
    }

    @Override
    public byte[] pack(RowFormat format, float[] targets, float weight, int row) {
        return format.packTokens(
                targets, weight, length(row), Arrays.copyOfRange(tokens, starts[row], starts[row + 1]));
    }
}
