package io.kindling.kernels.vector;

/**
 * The 32-bit hash that decides what dropout leaves out: the index is scattered and joined with the low half of the row's
 * key, mixed by the finaliser of MurmurHash3 (Appleby 2011), joined with the high half, and mixed again. Integers only:
 * every loop that computes it gets the same bits.
 */
final class Dropping {
    static final int GOLDEN = 0x9E3779B1;
    static final int FIRST = 0x85EBCA6B;
    static final int SECOND = 0xC2B2AE35;

    private Dropping() {}

    /** The hash of an element; the element is dropped where it is below the {@link #threshold}. */
    static int hash(int low, int high, int index) {
        int h = (index * GOLDEN) ^ low;
        h = (h ^ (h >>> 16)) * FIRST;
        h = (h ^ (h >>> 13)) * SECOND;
        h = (h ^ (h >>> 16) ^ high) * FIRST;
        h = (h ^ (h >>> 13)) * SECOND;
        return h ^ (h >>> 16);
    }

    /** The signed number below which a share of {@code rate} of all hashes lies. */
    static int threshold(float rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("Dropout has a rate of " + rate + "; it takes 0 up to, but not, 1");
        }
        return (int) (Math.round(rate * 0x1.0p32) + Integer.MIN_VALUE);
    }

    /** What the kept elements are multiplied by. */
    static float keepScale(float rate) {
        return (float) (1 / (1 - (double) rate));
    }
}
