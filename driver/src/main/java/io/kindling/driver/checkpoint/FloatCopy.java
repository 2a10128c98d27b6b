package io.kindling.driver.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A copy of floats outside of the heap, in the order of bytes that files have; its memory is used again for the next. */
final class FloatCopy {
    private static final int BLOCK = 1 << 16;

    private ByteBuffer copy = ByteBuffer.allocate(0);

    /** <em>Overwrites</em> the copy. */
    void take(float[] values) {
        int bytes = Math.multiplyExact(values.length, Float.BYTES);
        if (copy.capacity() != bytes) {
            copy = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        copy.asFloatBuffer().put(values);
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        ByteBuffer rest = copy.duplicate();
        while (rest.hasRemaining()) {
            int count = Math.min(block.length, rest.remaining());
            rest.get(block, 0, count);
            out.write(block, 0, count);
        }
    }
}
