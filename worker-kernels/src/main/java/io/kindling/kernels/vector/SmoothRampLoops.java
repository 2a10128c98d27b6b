package io.kindling.kernels.vector;

/** Activations that grow like x on the right and flatten on the left. Outputs are <em>overwritten</em>. */
public interface SmoothRampLoops {
    /** The scale of SELU (Klambauer et al. 2017). */
    float SELU_SCALE = 1.050701f;

    /** The scale of SELU times its alpha of 1.6732632. */
    float SELU_NEGATIVE = 1.7580993f;

    /** {@code y = positive · x} where x is above 0, {@code negative · (exp(x) - 1)} else; both factors above 0. */
    void scaledElu(float positive, float negative, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = positive · dy} where y is above 0, {@code (y + negative) · dy} else, from the output y. */
    void scaledEluGradient(
            float positive,
            float negative,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length);

    /** {@code y = x} where x is above 0, {@code alpha · (exp(x) - 1)} else (Clevert et al. 2015). */
    default void elu(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        scaledElu(1, alpha, x, xOffset, y, yOffset, length);
    }

    /** The gradient of {@link #elu}, from the output y. */
    default void eluGradient(
            float alpha, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        scaledEluGradient(1, alpha, y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    /** ELU with the scale and alpha that keep mean 0 and variance 1 (Klambauer et al. 2017). */
    default void selu(float[] x, int xOffset, float[] y, int yOffset, int length) {
        scaledElu(SELU_SCALE, SELU_NEGATIVE, x, xOffset, y, yOffset, length);
    }

    /** The gradient of {@link #selu}, from the output y. */
    default void seluGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        scaledEluGradient(SELU_SCALE, SELU_NEGATIVE, y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    /** {@code y = ln(1 + exp(x))}. */
    void softplus(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = dy · (1 - exp(-y))}, from the output y. */
    void softplusGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    /** {@code y = x · tanh(ln(1 + exp(x)))} (Misra 2019). */
    void mish(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** The gradient of {@link #mish}, from the input x: {@code dx = dy · (t + x · (1 - t²) · σ(x))}, t being the tanh. */
    void mishGradient(float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    /** {@code y = x · Φ(x)}, Φ being the normal distribution function (Hendrycks and Gimpel 2016). */
    void gelu(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** The gradient of {@link #gelu}, from the input x: {@code dx = dy · (Φ(x) + x · φ(x))}, φ being the density. */
    void geluGradient(float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);
}
