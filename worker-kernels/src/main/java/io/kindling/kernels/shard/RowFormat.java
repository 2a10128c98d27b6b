package io.kindling.kernels.shard;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a row is laid out in the one {@code byte[]} that travels to its shard: the targets, the weight if rows have one,
 * then the features; all little-endian. Sparse features are their count, their columns, their values.
 *
 * @param storage how the shard holds the features
 * @param columns feature numbers in a row
 * @param targets target numbers in a row; 0 for rows without targets
 * @param weighted whether rows have a weight; all weigh 1 otherwise
 */
public record RowFormat(FeatureStorage storage, int columns, int targets, boolean weighted) implements Serializable {
    /** A packed row of float features. */
    public byte[] pack(float[] rowTargets, float weight, float[] features) {
        return switch (storage) {
            case FLOAT -> {
                byte[] row = new byte[head() + Float.BYTES * columns];
                start(row, rowTargets, weight).asFloatBuffer().put(features, 0, columns);
                yield row;
            }
            case SPARSE -> packSparse(rowTargets, weight, features);
            case BYTE -> throw new IllegalStateException("Float features for a shard that holds bytes");
        };
    }

    /** A packed row of features in unsigned bytes. */
    public byte[] pack(float[] rowTargets, float weight, byte[] features) {
        byte[] row = new byte[head() + columns];
        start(row, rowTargets, weight).put(features, 0, columns);
        return row;
    }

    /** Where the features start. */
    int head() {
        return Float.BYTES * (targets + (weighted ? 1 : 0));
    }

    private byte[] packSparse(float[] rowTargets, float weight, float[] features) {
        int count = 0;
        for (int j = 0; j < columns; j++) {
            if (features[j] != 0) {
                count++;
            }
        }
        byte[] row = new byte[head() + Integer.BYTES + count * (Integer.BYTES + Float.BYTES)];
        ByteBuffer buffer = start(row, rowTargets, weight).putInt(count);
        int values = buffer.position() + Integer.BYTES * count;
        for (int j = 0; j < columns; j++) {
            if (features[j] != 0) {
                buffer.putInt(j).putFloat(values, features[j]);
                values += Float.BYTES;
            }
        }
        return row;
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
