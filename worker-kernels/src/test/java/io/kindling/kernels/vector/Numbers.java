package io.kindling.kernels.vector;

import io.kindling.kernels.random.Draws;

/** Inputs for the tests of loops. */
final class Numbers {
    /** Lengths around the vectors' widths and the loops' blocks. */
    static final int[] LENGTHS = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 1023, 1025, 5000};

    private Numbers() {}

    /** Numbers from the normal distribution with a deviation of 3. */
    static float[] normal(int length, long key) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) (3 * Draws.normal(key, i));
        }
        return numbers;
    }

    /** A vector's worth of each number, so that each fills lanes and the rest of a window. */
    static float[] repeated(float... numbers) {
        float[] repeated = new float[numbers.length * 33];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = numbers[i % numbers.length];
        }
        return repeated;
    }
}
