package io.kindling.kernels.shard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit digest of packed rows in their order, to tell other data from the same: one multiplication for eight bytes.
 * It guards against mistakes, not against an adversary. Not thread-safe.
 */
final class RowDigest {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private long state;

    /** Of no rows yet, which will be of this format. */
    RowDigest(RowFormat format) {
        mix(format.storage().name().hashCode());
        mix(format.columns());
        mix(format.targets());
        mix(format.weighted() ? 1 : 0);
    }

    /** Takes the next row. */
    void add(long key, byte[] row) {
        mix(key);
        mix(row.length);
        int whole = row.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            mix((long) WORD.get(row, i));
        }
        long rest = 0;
        for (int i = whole; i < row.length; i++) {
            rest = (rest << 8) | (row[i] & 0xFF);
        }
        mix(rest);
    }

    /** The digest of the rows so far. */
    long value() {
        long h = (state ^ (state >>> 32)) * ODD;
        return h ^ (h >>> 29);
    }

    /** A one-to-one map of the state for each word, and of the word for each state: one changed word always shows. */
    private void mix(long word) {
        long h = (state ^ word) * ODD;
        state = h ^ (h >>> 32);
    }
}
