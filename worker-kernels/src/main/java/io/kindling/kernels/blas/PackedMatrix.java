package io.kindling.kernels.blas;

import io.kindling.kernels.vector.Elementwise;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Memory outside of the heap for a matrix whose rows lie one after the other without gaps. It grows. */
final class PackedMatrix {
    private static final int ALIGNMENT = 64;
    /** Numbers on their way in or out: what stays in the first-level cache. */
    private static final int PIECE = 4096;

    private short[] halves = {};
    private float[] floats = {};
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
    private Pointer start;

    /**
     * Makes sure that so many bytes are there; what was in them is lost.
     *
     * @return whether the memory has moved
     */
    boolean reserve(long size) {
        if (start != null && bytes.capacity() >= size) {
            return false;
        }
        // Both ends of the slice are aligned: one may lose nearly as much as the other.
        bytes = ByteBuffer.allocateDirect(Math.toIntExact(size + 2 * ALIGNMENT))
                .alignedSlice(ALIGNMENT)
                .order(ByteOrder.nativeOrder());
        start = new BytePointer(bytes);
        return true;
    }

    Pointer start() {
        return start;
    }

    /** <em>Overwrites</em> the matrix with the bfloat16 numbers nearest to these. */
    void round(Elementwise loops, float[] x, int offset, int stride, int rows, int columns) {
        halves = halves.length == 0 ? new short[PIECE] : halves;
        ShortBuffer to = bytes.asShortBuffer();
        boolean close = stride == columns;
        int length = close ? rows * columns : columns;
        int held = 0;
        for (int row = 0; row < (close ? 1 : rows); row++) {
            for (int i = 0; i < length; ) {
                int some = Math.min(PIECE - held, length - i);
                loops.toBfloat16(x, offset + row * stride + i, halves, held, some);
                held += some;
                i += some;
                if (held == PIECE) {
                    to.put(halves);
                    held = 0;
                }
            }
        }
        to.put(halves, 0, held);
    }

    /** <em>Overwrites</em> the first numbers, being float32, with these. */
    void put(float[] x, int offset, int length) {
        bytes.asFloatBuffer().put(x, offset, length);
    }

    /** Copies the first numbers, being float32, out. */
    void get(float[] x, int offset, int length) {
        bytes.asFloatBuffer().get(x, offset, length);
    }

    /** {@code C = alpha · this + beta · C}, this being float32. */
    void addTo(Elementwise loops, float alpha, float beta, float[] c, int offset, int stride, int rows, int columns) {
        floats = floats.length == 0 ? new float[PIECE] : floats;
        FloatBuffer from = bytes.asFloatBuffer();
        boolean close = stride == columns;
        int length = close ? rows * columns : columns;
        for (int row = 0; row < (close ? 1 : rows); row++) {
            int at = offset + row * stride;
            if (alpha == 1 && beta == 0) {
                from.get(c, at, length);
                continue;
            }
            for (int i = 0; i < length; i += PIECE) {
                int some = Math.min(PIECE, length - i);
                from.get(floats, 0, some);
                if (beta == 0) {
                    loops.scale(alpha, floats, 0, c, at + i, some);
                    continue;
                }
                if (beta != 1) {
                    loops.scale(beta, c, at + i, c, at + i, some);
                }
                loops.axpy(alpha, floats, 0, c, at + i, some);
            }
        }
    }
}
