package io.kindling.kernels.vector;

/**
 * Softmax of one vector, the window, and what belongs to it. The largest number is subtracted first, so nothing
 * overflows; negative infinity has probability 0. A window without a finite number, or with NaN or positive infinity,
 * gives NaN. Outputs are <em>overwritten</em>.
 */
public interface SoftmaxLoops {
    /** {@code y = exp(x) / Σ exp(x)}. */
    void softmax(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = y · (dy - Σ dy·y)}, from the output y. */
    void softmaxGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    /** {@code y = x - ln Σ exp(x)}. */
    void logSoftmax(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = dy - exp(y) · Σ dy}, from the output y. */
    void logSoftmaxGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    /** {@code ln Σ exp(x)}; negative infinity for an empty window. */
    double logSumExp(float[] x, int xOffset, int length);
}
