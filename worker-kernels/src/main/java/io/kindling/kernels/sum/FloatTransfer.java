package io.kindling.kernels.sum;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Moves float arrays through object streams in blocks; several times as fast as an array's own serialisation. */
public final class FloatTransfer {
    private static final int BLOCK = 16 * 1024;

    private FloatTransfer() {}

    /** Writes the numbers, four bytes each, little-endian, after their count. */
    public static void write(ObjectOutput out, float[] values) throws IOException {
        write(out, values, 0, values.length);
    }

    /** Writes {@code count} numbers from {@code start} on, as {@link #read} wants them. */
    public static void write(ObjectOutput out, float[] values, int start, int count) throws IOException {
        out.writeInt(count);
        out.writeByte(FloatForm.FULL.code());
        writeFull(out, values, start, count);
    }

    /** As the other, in as few bytes as give the numbers back bit by bit; looks at all of them first to find out how. */
    public static void writePacked(ObjectOutput out, float[] values, int start, int count) throws IOException {
        float[] part = Arrays.copyOfRange(values, start, start + count);
        write(out, part, FloatForm.shortest(part));
    }

    /** How many bytes {@link #write} or {@link #writePacked} takes. */
    public static long bytes(float[] values, int start, int count, boolean packed) {
        if (!packed) {
            return Integer.BYTES + 1 + (long) count * Float.BYTES;
        }
        float[] part = Arrays.copyOfRange(values, start, start + count);
        return FloatForm.shortest(part).bytes(part);
    }

    /** Writes the numbers in one of the forms; they must fit it. */
    static void write(ObjectOutput out, float[] values, FloatForm form) throws IOException {
        out.writeInt(values.length);
        out.writeByte(form.code());
        switch (form) {
            case FULL -> writeFull(out, values, 0, values.length);
            case HALF -> writeHalves(out, values);
            case SPARSE -> SparseFloats.write(out, values);
        }
    }

    /** Reads what was written, in whatever form. */
    public static float[] read(ObjectInput in) throws IOException {
        float[] values = new float[in.readInt()];
        switch (FloatForm.of(in.readByte())) {
            case FULL -> readFull(in, values);
            case HALF -> readHalves(in, values);
            case SPARSE -> SparseFloats.read(in, values);
        }
        return values;
    }

    private static void writeFull(ObjectOutput out, float[] values, int start, int count) throws IOException {
        byte[] block = block(count * (long) Float.BYTES);
        ByteBuffer buffer = littleEndian(block);
        int most = block.length / Float.BYTES;
        for (int done = 0; done < count; done += most) {
            int next = Math.min(most, count - done);
            buffer.asFloatBuffer().put(values, start + done, next);
            out.write(block, 0, next * Float.BYTES);
        }
    }

    private static void readFull(ObjectInput in, float[] values) throws IOException {
        byte[] block = block(values.length * (long) Float.BYTES);
        ByteBuffer buffer = littleEndian(block);
        int most = block.length / Float.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            in.readFully(block, 0, count * Float.BYTES);
            buffer.asFloatBuffer().get(values, from, count);
        }
    }

    private static void writeHalves(ObjectOutput out, float[] values) throws IOException {
        byte[] block = block(values.length * (long) Short.BYTES);
        ByteBuffer buffer = littleEndian(block);
        int most = block.length / Short.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            for (int i = 0; i < count; i++) {
                buffer.putShort(2 * i, (short) (Float.floatToRawIntBits(values[from + i]) >>> 16));
            }
            out.write(block, 0, count * Short.BYTES);
        }
    }

    private static void readHalves(ObjectInput in, float[] values) throws IOException {
        byte[] block = block(values.length * (long) Short.BYTES);
        ByteBuffer buffer = littleEndian(block);
        int most = block.length / Short.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            in.readFully(block, 0, count * Short.BYTES);
            for (int i = 0; i < count; i++) {
                values[from + i] = Float.intBitsToFloat(buffer.getShort(2 * i) << 16);
            }
        }
    }

    private static byte[] block(long bytes) {
        return new byte[(int) Math.min(BLOCK, bytes)];
    }

    private static ByteBuffer littleEndian(byte[] block) {
        return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    }
}
