package io.kindling.kernels.sampler;

import io.kindling.kernels.random.Draws;

/**
 * A shuffled order of {@code [0, size)} as a pure function of a key: a four-round Feistel network over the next even
 * number of bits, walked until it lands inside (Black and Rogaway: Ciphers with Arbitrary Finite Domains, 2002). No
 * memory, and any position on its own.
 */
public final class Permutation {
    private static final int ROUNDS = 4;

    private final int size;
    private final long key;
    private final int halfBits;
    private final int halfMask;

    /** The order that this key gives. */
    public Permutation(int size, long key) {
        this.size = size;
        this.key = key;
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(Math.max(0, size - 1)));
        this.halfBits = (bits + 1) / 2;
        this.halfMask = (1 << halfBits) - 1;
    }

    /** Which of [0, size) comes at this position. */
    public int at(int position) {
        long value = position;
        do {
            value = encrypt(value);
        } while (value >= size);
        return (int) value;
    }

    private long encrypt(long value) {
        int left = (int) (value >>> halfBits) & halfMask;
        int right = (int) value & halfMask;
        for (int round = 0; round < ROUNDS; round++) {
            int mixed = left ^ ((int) (Draws.mix(key + ((long) round << 32) + right) >>> 32) & halfMask);
            left = right;
            right = mixed;
        }
        return ((long) left << halfBits) | right;
    }
}
