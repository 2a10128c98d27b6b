package io.kindling.kernels.shard;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a row is laid out in the one {@code byte[]} that travels to its shard: the targets, the weight if rows have one,
 * then the features; all little-endian. Sparse features are their count, their columns, their values; a sequence is its
 * length and its tokens.
 *
 * @param storage how the shard holds the features
 * @param columns feature numbers in a row; of sequences, in the longest that there may be
 * @param targets target numbers in a row; 0 for rows without targets
 * @param weighted whether rows have a weight; all weigh 1 otherwise
 */
public record RowFormat(FeatureStorage storage, int columns, int targets, boolean weighted) implements Serializable {
    /** A packed row of float features. */
    public byte[] pack(float[] rowTargets, float weight, float[] features) {
        byte[] row = row(FeatureStorage.FLOAT, Float.BYTES * columns);
        start(row, rowTargets, weight).asFloatBuffer().put(features, 0, columns);
        return row;
    }

    /** A packed row of features in unsigned bytes. */
    public byte[] pack(float[] rowTargets, float weight, byte[] features) {
        byte[] row = row(FeatureStorage.BYTE, columns);
        start(row, rowTargets, weight).put(features, 0, columns);
        return row;
    }

    /**
     * A packed row of sparse features.
     *
     * @param count how many there are
     * @param indices their columns, ascending
     * @param values their values, of which none is 0
     */
    public byte[] packSparse(float[] rowTargets, float weight, int count, int[] indices, float[] values) {
        byte[] row = row(FeatureStorage.SPARSE, Integer.BYTES + count * (Integer.BYTES + Float.BYTES));
        ByteBuffer buffer = start(row, rowTargets, weight).putInt(count);
        buffer.asIntBuffer().put(indices, 0, count);
        buffer.position(buffer.position() + Integer.BYTES * count)
                .asFloatBuffer()
                .put(values, 0, count);
        return row;
    }

    /**
     * A packed sequence.
     *
     * @param count how long it is, at most {@link #columns}
     * @param tokens whole numbers from 0 on
     */
    public byte[] packTokens(float[] rowTargets, float weight, int count, int[] tokens) {
        byte[] row = row(FeatureStorage.TOKENS, Integer.BYTES * (1 + count));
        start(row, rowTargets, weight).putInt(count).asIntBuffer().put(tokens, 0, count);
        return row;
    }

    /** Where the features start: how many bytes the targets and the weight take. */
    public int head() {
        return Float.BYTES * (targets + (weighted ? 1 : 0));
    }

    /** An empty row with so many bytes of features. */
    private byte[] row(FeatureStorage packed, int length) {
        if (packed != storage) {
            throw new IllegalStateException("Features for " + packed + " in a shard that holds " + storage);
        }
        return new byte[head() + length];
    }

    /** Writes the head; what comes back stands at the first feature. */
    private ByteBuffer start(byte[] row, float[] rowTargets, float weight) {
        ByteBuffer buffer = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < targets; j++) {
            buffer.putFloat(rowTargets[j]);
        }
        if (weighted) {
            buffer.putFloat(weight);
        }
        return buffer;
    }
}
