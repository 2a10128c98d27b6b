package io.kindling.kernels.augmentation;

import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import java.util.Arrays;

/** Batches for tests of augmentations. */
final class Rows {
    private Rows() {}

    /** Rows of a shape with these keys: the numbers of a row follow from its key; its target is the key, its weight 1. */
    static Batch batch(Shape shape, long... keys) {
        Batch batch = new Batch(shape, Shape.of());
        batch.resize(keys.length);
        float[] x = batch.features().array();
        for (int row = 0; row < keys.length; row++) {
            float[] numbers = Numeric.random(shape.size(), keys[row]);
            System.arraycopy(numbers, 0, x, row * shape.size(), shape.size());
            batch.targets().array()[row] = keys[row];
            batch.keys()[row] = keys[row];
            batch.weights()[row] = 1;
        }
        return batch;
    }

    /** The features after a change. */
    static float[] changed(Augmentation augmentation, Shape shape, long stepKey, long... keys) {
        Batch batch = batch(shape, keys);
        Augmentations.of(augmentation).apply(batch, stepKey, new Scratch());
        return batch.features().toArray();
    }

    /** One row of several. */
    static float[] row(float[] numbers, int row, int columns) {
        return Arrays.copyOfRange(numbers, row * columns, (row + 1) * columns);
    }

    /** 0, 1, 2, … */
    static long[] keys(int rows) {
        long[] keys = new long[rows];
        Arrays.setAll(keys, i -> i);
        return keys;
    }
}
