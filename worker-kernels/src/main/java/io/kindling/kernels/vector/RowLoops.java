package io.kindling.kernels.vector;

/**
 * Parts of pictures' rows, as convolutions lay them out. The rows of y, {@code length} numbers each, lie without gaps; row r
 * of x starts {@code r · xStride} behind {@code xOffset}, which may lie in front of the array where {@code first} is above
 * 0. The two share no numbers. The twins agree in every bit.
 */
public interface RowLoops {
    /** {@code y[r, i] = x[r, i]} for i from first up to end, and 0 for others: <em>overwrites</em> y. */
    void copyRows(
            float[] x, int xOffset, int xStride, int first, int end, float[] y, int yOffset, int length, int rows);

    /** {@code x[r, i] += y[r, i]} for i from first up to end: <em>adds to</em> x. No two rows of x overlap. */
    void addRows(float[] y, int yOffset, int length, int rows, int first, int end, float[] x, int xOffset, int xStride);
}
