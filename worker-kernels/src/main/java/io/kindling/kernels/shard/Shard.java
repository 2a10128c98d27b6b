package io.kindling.kernels.shard;

import java.io.Serializable;

/**
 * One part of the data, packed for training: the rows whose key falls to this shard, sorted by key, so that neither the
 * source's partitioning nor the cluster's size shows in it. Immutable. Rows may lie in arrays or elsewhere; the only
 * reader is {@link #gather}.
 */
public interface Shard extends Serializable {
    /** How many rows; may be 0. */
    int rows();

    /**
     * A digest of all keys, targets, weights and features, as packed and in their order: the same data in as many shards
     * give the same, wherever they lie.
     */
    long digest();

    /**
     * Copies rows into a batch.
     *
     * @param rows indices of rows, each in [0, {@link #rows()})
     * @param count how many of them, from the front
     * @param features applied to each feature on the way
     * @param targets applied to each target on the way
     * @param batch resized to {@code count} rows and <em>overwritten</em>
     */
    void gather(int[] rows, int count, Scaling features, Scaling targets, Batch batch);
}
