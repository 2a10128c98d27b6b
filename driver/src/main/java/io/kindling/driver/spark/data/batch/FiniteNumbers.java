package io.kindling.driver.spark.data.batch;

/** Looks for numbers that are infinite or none, many at a time. */
final class FiniteNumbers {
    private static final int EXPONENT = 0x7F800000;
    private static final int LAST_OF_EXPONENT = 0x00800000;

    private FiniteNumbers() {}

    static boolean anyNot(float[] numbers, int count) {
        int carried = 0;
        for (int j = 0; j < count; j++) {
            // Carries into the sign where all bits of the exponent are set.
            carried |= (Float.floatToRawIntBits(numbers[j]) & EXPONENT) + LAST_OF_EXPONENT;
        }
        return carried < 0;
    }
}
