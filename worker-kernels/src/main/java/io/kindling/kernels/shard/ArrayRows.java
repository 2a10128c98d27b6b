package io.kindling.kernels.shard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Rows gathered in arrays that grow. */
final class ArrayRows {
    private final RowFormat format;
    private final FeaturesBuilder features;
    private long[] keys = new long[64];
    private float[] targets;
    private float[] weights;
    private int rows;

    ArrayRows(RowFormat format) {
        this.format = format;
        this.features = FeaturesBuilder.of(format);
        this.targets = new float[64 * format.targets()];
        this.weights = new float[format.weighted() ? 64 : 0];
    }

    /** Makes room for so many rows, as far as arrays have it. */
    void expect(long count) {
        if (rows == 0 && count * Math.max(format.targets(), 1) <= Growth.LONGEST) {
            keys = new long[(int) count];
            targets = new float[(int) count * format.targets()];
            weights = new float[format.weighted() ? (int) count : 0];
            features.expect(count);
        }
    }

    void append(long key, byte[] bytes) {
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

    ArrayShard build(long digest) {
        return new ArrayShard(
                keys.length == rows ? keys : Arrays.copyOf(keys, rows),
                targets.length == rows * format.targets() ? targets : Arrays.copyOf(targets, rows * format.targets()),
                format.targets(),
                format.weighted() ? Arrays.copyOf(weights, rows) : null,
                features.build(rows),
                digest);
    }

    /** Writes the rows to a file, in their order. */
    void moveTo(FileRows file) {
        Features packed = features.build(rows);
        float[] rowTargets = new float[format.targets()];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(targets, row * rowTargets.length, rowTargets, 0, rowTargets.length);
            float weight = format.weighted() ? weights[row] : 1;
            file.append(keys[row], packed.pack(format, rowTargets, weight, row));
        }
    }
}
