package io.kindling.driver.spark.data.row;

/** Looks for numbers that are infinite or none, in a way that a compiler turns into vectors. */
public final class FiniteNumbers {
    private static final int EXPONENT = 0x7F800000;
    private static final int LAST_OF_EXPONENT = 0x00800000;

    private FiniteNumbers() {}

    /** Negative if a number is not finite: it carries into the sign where all bits of the exponent are set. */
    static int carry(float x) {
        return (Float.floatToRawIntBits(x) & EXPONENT) + LAST_OF_EXPONENT;
    }

    /** Whether one of the first {@code count} is not finite. */
    public static boolean anyNot(float[] numbers, int count) {
        int carried = 0;
        for (int j = 0; j < count; j++) {
            carried |= carry(numbers[j]);
        }
        return carried < 0;
    }
}
