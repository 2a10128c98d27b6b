package io.kindling.kernels.vector;

/** Numbers of 16 bits: the upper half of a float32, which keeps its range and 8 bits of precision. */
public final class Bfloat16 {
    /** What adds up to a carry where the lower half is more than half of the upper half's last bit. */
    static final int ROUND = 0x7fff;

    /** What says that a number is none and takes no part in further alarms. */
    static final int QUIET = 0x40;

    private Bfloat16() {}

    /** The bits of the nearest one, ties to even. Beyond the largest it is infinity; what is no number stays none. */
    public static short bits(float number) {
        int bits = Float.floatToRawIntBits(number);
        if (Float.isNaN(number)) {
            return (short) ((bits >>> 16) | QUIET);
        }
        return (short) ((bits + ROUND + ((bits >>> 16) & 1)) >>> 16);
    }

    /** The number that has these bits. */
    public static float number(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
