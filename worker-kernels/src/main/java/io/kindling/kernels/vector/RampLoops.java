package io.kindling.kernels.vector;

/**
 * Activations made of straight lines, and their gradients from the output y: {@code dx = dy · f'}. Outputs are
 * <em>overwritten</em>. At a kink the slope is the one on the left, as in PyTorch. The twins agree in every bit.
 */
public interface RampLoops {
    /** {@code y = max(x, 0)}. */
    void relu(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code y = max(x + bias, 0)}. */
    void biasRelu(float[] x, int xOffset, float[] bias, int biasOffset, float[] y, int yOffset, int length);

    /** {@code dx = dy} where y is above 0, 0 else. */
    void reluGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    /** {@code y = x} where x is above 0, {@code slope · x} else; the slope is at least 0. */
    void leakyRelu(float slope, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = dy} where y is above 0, {@code slope · dy} else. */
    void leakyReluGradient(
            float slope, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    /** {@code y = min(max(x, lowest), highest)}. */
    void hardtanh(float lowest, float highest, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = dy} where y lies strictly between the ends, 0 else. */
    void hardtanhGradient(
            float lowest,
            float highest,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length);
}
