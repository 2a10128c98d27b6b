package io.kindling.kernels.vector;

/** {@link LayerNormLoops} in plain Java; sums in double precision, from the first number to the last. */
interface PlainLayerNorm extends LayerNormLoops, ArithmeticLoops {
    @Override
    default void layerNorm(
            double epsilon,
            float[] x,
            int xOffset,
            float[] parameters,
            int parametersOffset,
            float[] y,
            int yOffset,
            float[] moments,
            int momentsOffset,
            int length) {
        if (length == 0) {
            return;
        }
        float mean = (float) (sum(x, xOffset, length) / length);
        double squares = 0;
        for (int i = 0; i < length; i++) {
            double d = x[xOffset + i] - mean;
            squares += d * d;
        }
        float scale = (float) (1 / Math.sqrt(squares / length + epsilon));
        moments[momentsOffset] = mean;
        moments[momentsOffset + 1] = scale;
        int bias = parametersOffset + length;
        for (int i = 0; i < length; i++) {
            float normal = (x[xOffset + i] - mean) * scale;
            y[yOffset + i] = Math.fma(normal, parameters[parametersOffset + i], parameters[bias + i]);
        }
    }

    @Override
    default void layerNormGradient(
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
            int length) {
        float mean = moments[momentsOffset];
        float scale = moments[momentsOffset + 1];
        int dBias = dParametersOffset + length;
        double sum = 0;
        double product = 0;
        for (int i = 0; i < length; i++) {
            float normal = (x[xOffset + i] - mean) * scale;
            float d = dy[dyOffset + i];
            float g = d * parameters[parametersOffset + i];
            sum += g;
            product += (double) g * normal;
            dParameters[dParametersOffset + i] = Math.fma(d, normal, dParameters[dParametersOffset + i]);
            dParameters[dBias + i] += d;
        }
        float a = (float) (sum / length);
        float b = (float) (product / length);
        for (int i = 0; i < length; i++) {
            float normal = (x[xOffset + i] - mean) * scale;
            float g = dy[dyOffset + i] * parameters[parametersOffset + i];
            dx[dxOffset + i] = Math.fma(-b, normal, g - a) * scale;
        }
    }
}
