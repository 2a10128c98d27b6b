package io.kindling.kernels.vector;

/**
 * Layer normalisation of one vector, the window, with its mean and (biased) variance: {@code x̂ = (x - mean) · scale} with
 * {@code scale = 1 / √(variance + ε)}, and {@code y = x̂ · weight + bias}. Weight and bias lie one behind the other, as do
 * their gradients, each as long as the window. A sum's fixed order is each twin's own.
 */
public interface LayerNormLoops {
    /**
     * <em>Overwrites</em> y, which may be x, and two numbers of moments: the mean and the scale.
     *
     * @param parameters weight and bias
     */
    void layerNorm(
            double epsilon,
            float[] x,
            int xOffset,
            float[] parameters,
            int parametersOffset,
            float[] y,
            int yOffset,
            float[] moments,
            int momentsOffset,
            int length);

    /**
     * {@code dx = scale · (g - mean(g) - x̂ · mean(g · x̂))} with {@code g = dy · weight}: <em>overwrites</em> dx, which may
     * be dy or x, and <em>adds</em> {@code dy · x̂} and {@code dy} to the gradients of weight and bias.
     *
     * @param moments what {@link #layerNorm} left
     * @param dParameters the gradients of weight and bias
     */
    void layerNormGradient(
            float[] x,
            int xOffset,
            float[] parameters,
            int parametersOffset,
            float[] moments,
            int momentsOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dParameters,
            int dParametersOffset,
            int length);
}
