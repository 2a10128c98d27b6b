package io.kindling.kernels.augmentation;

import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import java.io.Serializable;

/**
 * A random change to the rows of a training step, made where the rows are, after scaling and before the first layer.
 *
 * <p>A new augmentation is a record that implements this interface, one line in {@code AugmentationRegistry} and one line
 * in the list that the contract test runs over.
 */
public interface Augmentation extends Serializable {
    /**
     * Does nothing for rows that the augmentation can change; by default it can change any.
     *
     * @throws io.kindling.kernels.layer.ShapeException otherwise; the message names the shape and says what to do
     */
    default void check(Shape row) {}

    /**
     * <em>Changes</em> the rows of a batch in place. Allocates nothing per row.
     *
     * @param batch dense rows
     * @param drawKey of the augmentation's draws in this step; the draws of a row follow from it and the row's key
     * @param scratch temporary memory; as before when the call returns
     */
    void apply(Batch batch, long drawKey, Scratch scratch);
}
