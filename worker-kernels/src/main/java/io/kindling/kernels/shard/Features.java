package io.kindling.kernels.shard;

import java.io.Serializable;

/** The features of packed rows, one row after the other. Immutable. */
public sealed interface Features extends Serializable
        permits FloatFeatures, ByteFeatures, SparseFeatures, TokenFeatures, MappedFeatures {
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

    /** The row in the form in which it travels, to be written to a file. */
    byte[] pack(RowFormat format, float[] targets, float weight, int row);

    /** Whether zeros are left out, so that {@link #copySparse} can be asked for. */
    default boolean sparse() {
        return false;
    }

    /** <em>Adds</em> a row to a batch's sparse rows. */
    default void copySparse(int row, Scaling scaling, SparseRows into) {
        throw new IllegalStateException("These features are not sparse");
    }

    /** Whether rows are sequences, each of its own {@link #length}. */
    default boolean sequences() {
        return false;
    }

    /** How long a row's sequence is. */
    default int length(int row) {
        return columns();
    }
}
