package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;

/** An augmentation that changes each picture by itself. Rows have the shape [channels, height, width]. */
interface PictureAugmentation extends Augmentation {
    @Override
    default void check(Shape row) {
        Picture.of(row);
    }

    @Override
    default void apply(Batch batch, long drawKey, Scratch scratch) {
        Matrix x = batch.features();
        Picture picture = Picture.of(x.shape());
        long mark = scratch.mark();
        Slice before = scratch.vector(x.columns());
        for (int row = 0; row < batch.rows(); row++) {
            int at = x.rowOffset(row);
            System.arraycopy(x.array(), at, before.array(), before.offset(), before.length());
            long key = Draws.key(drawKey, batch.keys()[row]);
            change(picture, key, before.array(), before.offset(), x.array(), at);
        }
        scratch.release(mark);
    }

    /**
     * <em>Overwrites</em> as much of a picture as changes.
     *
     * @param picture the form of both pictures
     * @param key of the draws
     * @param from [channels, height, width] from {@code fromOffset} on: the picture before; unchanged
     * @param to [channels, height, width] from {@code toOffset} on: holds the same numbers when called
     */
    void change(Picture picture, long key, float[] from, int fromOffset, float[] to, int toOffset);
}
