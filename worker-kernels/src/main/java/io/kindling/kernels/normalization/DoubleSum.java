package io.kindling.kernels.normalization;

/**
 * Sums in double precision, for means that are subtracted: numbers far from 0 would lose in single precision what they
 * differ by.
 */
final class DoubleSum {
    private DoubleSum() {}

    /** The sum of {@code length} numbers from an offset on; four sums side by side, so that none waits for another. */
    static double of(float[] x, int offset, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = offset;
        for (; i < offset + length - 3; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        for (; i < offset + length; i++) {
            a += x[i];
        }
        return (a + b) + (c + d);
    }
}
