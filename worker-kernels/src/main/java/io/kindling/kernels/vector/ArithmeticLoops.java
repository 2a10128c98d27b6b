package io.kindling.kernels.vector;

/**
 * Sums, products and dropout. The twins agree in every bit, except in the sums over a window, whose fixed order is their
 * own.
 */
public interface ArithmeticLoops {
    /** {@code y += x}: <em>adds to</em> y. */
    void add(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code y = x + bias}: <em>overwrites</em> y. */
    void addBias(float[] x, int xOffset, float[] bias, int biasOffset, float[] y, int yOffset, int length);

    /** {@code y += alpha · x} with one rounding: <em>adds to</em> y. */
    void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code y = alpha · x}: <em>overwrites</em> y. */
    void scale(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length);

    /**
     * Dropout: {@code y = x / (1 - rate)} or 0, <em>overwriting</em> y. Which of the two is a pure function of the row's
     * key, the element's index in the window and the rate, so that the same call on dy is the gradient.
     *
     * @param rate the share that becomes 0, in [0, 1)
     * @param rowKey decides, with the index, what is dropped
     * @throws IllegalArgumentException if the rate is not in [0, 1)
     */
    void dropout(float rate, long rowKey, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** The sum, in an order that follows from the length alone. */
    double sum(float[] x, int xOffset, int length);

    /** The scalar product, summed in an order that follows from the length alone. */
    double dot(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** The sum of squares, in an order that follows from the length alone. */
    default double sumOfSquares(float[] x, int xOffset, int length) {
        return dot(x, xOffset, x, xOffset, length);
    }

    /** The largest number; negative infinity for an empty window, NaN if one is in it. */
    float maximum(float[] x, int xOffset, int length);
}
