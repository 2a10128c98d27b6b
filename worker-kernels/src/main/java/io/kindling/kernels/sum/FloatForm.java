package io.kindling.kernels.sum;

import java.io.IOException;

/** The ways in which floats travel. Each gives back the same bits. */
enum FloatForm {
    /** Four bytes a number. */
    FULL(0),
    /** The upper two bytes of each number, of numbers whose lower two are zero: bfloat16. */
    HALF(1),
    /** How far apart the numbers are that are not zero, and then these, in one of the forms above. */
    SPARSE(2);

    private final int code;

    FloatForm(int code) {
        this.code = code;
    }

    /** The form of a code. */
    static FloatForm of(int code) throws IOException {
        for (FloatForm form : values()) {
            if (form.code == code) {
                return form;
            }
        }
        throw new IOException("Floats arrived in form " + code + ", which is unknown here");
    }

    /** The number that stands for the form. */
    int code() {
        return code;
    }

    /** The one that takes the fewest bytes. */
    static FloatForm shortest(float[] values) {
        boolean halves = halves(values);
        long dense = (long) values.length * (halves ? Short.BYTES : Float.BYTES);
        if (SparseFloats.bytes(values, halves) < dense) {
            return SPARSE;
        }
        return halves ? HALF : FULL;
    }

    /** Whether each number's lower two bytes are zero. */
    static boolean halves(float[] values) {
        for (float value : values) {
            if ((short) Float.floatToRawIntBits(value) != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes {@link FloatTransfer} writes in this form. */
    long bytes(float[] values) {
        long header = Integer.BYTES + 1;
        return header
                + switch (this) {
                    case FULL -> (long) values.length * Float.BYTES;
                    case HALF -> (long) values.length * Short.BYTES;
                    case SPARSE -> SparseFloats.bytes(values, halves(values));
                };
    }
}
