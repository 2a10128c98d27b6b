package io.kindling.kernels.shard;

import java.io.Serializable;

/** The features of packed rows, one row after the other. Immutable. */
public sealed interface Features extends Serializable
        permits FloatFeatures, ByteFeatures, SparseFeatures, TokenFeatures {
    /** How many rows. */
    int rows();

    /** Numbers in a row. */
    int columns();

    /**
     * Copies a row as it was packed: not scaled, with NaN where a cell was missing.
     *
     * @param into {@link #columns()} numbers from {@code offset} on are <em>overwritten</em>
     */
    void copy(int row, float[] into, int offset);

    /** Whether some number is NaN, which stands for a missing cell. */
    boolean missing();

    /** The bytes that the numbers take. */
    long bytes();
}
