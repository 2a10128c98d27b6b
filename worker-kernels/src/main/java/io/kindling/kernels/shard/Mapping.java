package io.kindling.kernels.shard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file of any length, mapped for reading in pieces of which each goes on into the next by as much as the longest thing
 * that is read at once. Little-endian. The mapping lasts as long as this object is reachable. Thread-safe.
 */
final class Mapping {
    /** A piece of 1 GiB. */
    static final int SHIFT = 30;

    private final int shift;
    private final long mask;
    private final long length;
    private final ByteBuffer[] pieces;
    private final FloatBuffer[] floats;
    private final IntBuffer[] ints;

    /**
     * Maps a file.
     *
     * @param longest most bytes that are read at once, less than 1 GiB
     * @param shift a piece begins every {@code 1 << shift} bytes
     */
    Mapping(FileChannel file, long longest, int shift) throws IOException {
        this.shift = shift;
        this.mask = (1L << shift) - 1;
        this.length = file.size();
        int count = (int) Math.max(1, (length + mask) >>> shift);
        pieces = new ByteBuffer[count];
        floats = new FloatBuffer[count];
        ints = new IntBuffer[count];
        for (int i = 0; i < count; i++) {
            long from = (long) i << shift;
            long to = Math.min(length, from + mask + 1 + longest);
            pieces[i] = file.map(FileChannel.MapMode.READ_ONLY, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
            floats[i] = pieces[i].asFloatBuffer();
            ints[i] = pieces[i].asIntBuffer();
        }
    }

    long length() {
        return length;
    }

    long longAt(long at) {
        return piece(at).getLong((int) (at & mask));
    }

    int intAt(long at) {
        return piece(at).getInt((int) (at & mask));
    }

    float floatAt(long at) {
        return piece(at).getFloat((int) (at & mask));
    }

    /** Copies floats; {@code at} is a multiple of 4, and {@code into} is <em>overwritten</em> from {@code offset} on. */
    void copy(long at, float[] into, int offset, int count) {
        floats[(int) (at >>> shift)].get((int) (at & mask) >> 2, into, offset, count);
    }

    /** Copies whole numbers; {@code at} is a multiple of 4, and {@code into} is <em>overwritten</em> from its start. */
    void copy(long at, int[] into, int count) {
        ints[(int) (at >>> shift)].get((int) (at & mask) >> 2, into, 0, count);
    }

    /** Copies bytes; {@code into} is <em>overwritten</em> as far as it goes. */
    void copy(long at, byte[] into) {
        piece(at).get((int) (at & mask), into);
    }

    /** Makes floats of unsigned bytes, eight at a time. */
    void copyUnsigned(long at, float[] into, int offset, int count) {
        ByteBuffer piece = piece(at);
        int from = (int) (at & mask);
        int whole = count & ~7;
        for (int j = 0; j < whole; j += 8) {
            long eight = piece.getLong(from + j);
            int o = offset + j;
            into[o] = (int) eight & 0xFF;
            into[o + 1] = (int) (eight >>> 8) & 0xFF;
            into[o + 2] = (int) (eight >>> 16) & 0xFF;
            into[o + 3] = (int) (eight >>> 24) & 0xFF;
            into[o + 4] = (int) (eight >>> 32) & 0xFF;
            into[o + 5] = (int) (eight >>> 40) & 0xFF;
            into[o + 6] = (int) (eight >>> 48) & 0xFF;
            into[o + 7] = (int) (eight >>> 56);
        }
        for (int j = whole; j < count; j++) {
            into[offset + j] = piece.get(from + j) & 0xFF;
        }
    }

    /** Has bytes brought to memory: asks the operating system for all of them, and then reads one of each page. */
    void fetch(long at, int count) {
        ((MappedByteBuffer) piece(at).slice((int) (at & mask), count)).load();
    }

    private ByteBuffer piece(long at) {
        return pieces[(int) (at >>> shift)];
    }
}
