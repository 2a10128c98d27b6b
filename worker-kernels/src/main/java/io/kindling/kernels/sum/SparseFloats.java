package io.kindling.kernels.sum;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/**
 * Floats most of which are zero: for each of the others how far behind the one before it lies, seven bits a byte with the
 * eighth set on all but the last, and then the numbers themselves. A zero is one of all bits zero; −0 is not.
 */
final class SparseFloats {
    private SparseFloats() {}

    /** How many bytes {@link #write} takes. */
    static long bytes(float[] values, boolean halves) {
        long gaps = 0;
        int count = 0;
        int last = -1;
        for (int i = 0; i < values.length; i++) {
            if (Float.floatToRawIntBits(values[i]) != 0) {
                gaps += gapBytes(i - last);
                count++;
                last = i;
            }
        }
        long header = 2 * Integer.BYTES + 1L;
        return header + gaps + (long) count * (halves ? Short.BYTES : Float.BYTES);
    }

    static void write(ObjectOutput out, float[] values) throws IOException {
        int count = 0;
        int length = 0;
        int last = -1;
        for (int i = 0; i < values.length; i++) {
            if (Float.floatToRawIntBits(values[i]) != 0) {
                length += gapBytes(i - last);
                count++;
                last = i;
            }
        }
        byte[] gaps = new byte[length];
        float[] numbers = new float[count];
        int at = 0;
        int number = 0;
        last = -1;
        for (int i = 0; i < values.length; i++) {
            if (Float.floatToRawIntBits(values[i]) != 0) {
                at = put(gaps, at, i - last);
                numbers[number++] = values[i];
                last = i;
            }
        }
        out.writeInt(length);
        out.write(gaps);
        FloatTransfer.write(out, numbers, FloatForm.halves(numbers) ? FloatForm.HALF : FloatForm.FULL);
    }

    /** Fills the array, which is all zero. */
    static void read(ObjectInput in, float[] values) throws IOException {
        byte[] gaps = new byte[in.readInt()];
        in.readFully(gaps);
        float[] numbers = FloatTransfer.read(in);
        int at = 0;
        int index = -1;
        for (float number : numbers) {
            int shift = 0;
            int gap = 0;
            byte part;
            do {
                part = gaps[at++];
                gap |= (part & 0x7f) << shift;
                shift += 7;
            } while (part < 0);
            index += gap;
            values[index] = number;
        }
    }

    private static int gapBytes(int gap) {
        return (38 - Integer.numberOfLeadingZeros(gap)) / 7;
    }

    private static int put(byte[] gaps, int from, int gap) {
        int at = from;
        int rest = gap;
        while (rest > 0x7f) {
            gaps[at++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        gaps[at++] = (byte) rest;
        return at;
    }
}
