package io.kindling.kernels.shard;

/** How the features of a shard are held. */
public enum FeatureStorage {
    /** 32-bit floats. */
    FLOAT,
    /** Unsigned bytes, 0 to 255. */
    BYTE,
    /** 32-bit floats, of which those that are 0 take no place. */
    SPARSE,
    /** Whole numbers from 0 on, a sequence of its own length in each row: what is behind its end takes no place. */
    TOKENS
}
