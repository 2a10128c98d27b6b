package io.kindling.kernels.shard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Packs rows into a shard. Takes them in the order of their keys; rows of the same key are put in the order of their
 * bytes, so that the order in which they came does not show. Not thread-safe.
 */
public final class ShardBuilder {
    private final RowFormat format;
    private final FeaturesBuilder features;
    private final RowDigest digest;
    private final TieBreak ties = new TieBreak(this::append);
    private long[] keys = new long[64];
    private float[] targets;
    private float[] weights;
    private int rows;

    public ShardBuilder(RowFormat format) {
        this.format = format;
        this.features = FeaturesBuilder.of(format);
        this.digest = new RowDigest(format);
        this.targets = new float[64 * format.targets()];
        this.weights = new float[format.weighted() ? 64 : 0];
    }

    /**
     * Takes the next row.
     *
     * @param key not below the one before
     * @param row as {@link RowFormat#pack} made it
     * @throws IllegalStateException if the shard outgrows an array
     */
    public void add(long key, byte[] row) {
        ties.add(key, row);
    }

    /** The shard. The builder is not used any more. */
    public PackedShard build() {
        ties.flush();
        float[] trimmed = format.weighted() ? Arrays.copyOf(weights, rows) : null;
        return new PackedShard(
                Arrays.copyOf(keys, rows),
                Arrays.copyOf(targets, rows * format.targets()),
                format.targets(),
                trimmed,
                features.build(rows),
                digest.value());
    }

    private void append(long key, byte[] bytes) {
        digest.add(key, bytes);
        ByteBuffer row = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (rows == keys.length) {
            keys = Arrays.copyOf(keys, Growth.next(rows, rows + 1L));
        }
        int width = format.targets();
        if ((rows + 1L) * width > targets.length) {
            targets = Arrays.copyOf(targets, Growth.next(targets.length, (rows + 1L) * width));
        }
        keys[rows] = key;
        row.asFloatBuffer().get(targets, rows * width, width);
        if (format.weighted()) {
            if (rows == weights.length) {
                weights = Arrays.copyOf(weights, Growth.next(rows, rows + 1L));
            }
            weights[rows] = row.getFloat(Float.BYTES * width);
        }
        row.position(format.head());
        features.append(rows, row);
        rows++;
    }
}
