package io.kindling.kernels.vector;

/**
 * The exponential, the curves that saturate on both sides, and the input times such a curve. Outputs are
 * <em>overwritten</em>. The logistic sigmoid is {@code σ(x) = 1 / (1 + exp(-x))}.
 */
public interface SigmoidLoops {
    /**
     * {@code y = exp(scale · x)}. Beyond exponents of about -87 and 88 it may already be 0 and infinity: no subnormal
     * numbers.
     */
    void exp(float scale, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code y = σ(x)}. */
    void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = dy · y · (1 - y)}, from the output y. */
    void sigmoidGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    /** {@code y = tanh(x)}. */
    void tanh(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = dy · (1 - y²)}, from the output y. */
    void tanhGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    /**
     * {@code y = x · σ(u)} with {@code u = linear · x + cubic · x³}. In u, x counts as ±10,000 at most.
     *
     * @param linear above 0
     * @param cubic at least 0
     */
    void gate(float linear, float cubic, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code dx = dy · (σ(u) + x · σ(u) · σ(-u) · u')} for {@link #gate}, from the input x. */
    void gateGradient(
            float linear,
            float cubic,
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length);

    /** SiLU or swish: {@code y = x · σ(x)} (Elfwing et al. 2017; Ramachandran et al. 2017). */
    default void silu(float[] x, int xOffset, float[] y, int yOffset, int length) {
        gate(1, 0, x, xOffset, y, yOffset, length);
    }

    /** The gradient of {@link #silu}, from the input x. */
    default void siluGradient(float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        gateGradient(1, 0, x, xOffset, dy, dyOffset, dx, dxOffset, length);
    }

    /**
     * The approximation of GELU by tanh: {@code y = x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))} (Hendrycks and
     * Gimpel 2016).
     */
    default void geluTanh(float[] x, int xOffset, float[] y, int yOffset, int length) {
        gate(GeluTanh.LINEAR, GeluTanh.CUBIC, x, xOffset, y, yOffset, length);
    }

    /** The gradient of {@link #geluTanh}, from the input x. */
    default void geluTanhGradient(
            float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        gateGradient(GeluTanh.LINEAR, GeluTanh.CUBIC, x, xOffset, dy, dyOffset, dx, dxOffset, length);
    }
}
