package io.kindling.kernels.vector;

/** {@link RampLoops} in plain Java. */
interface PlainRamps extends RampLoops {
    @Override
    default void relu(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = x[xOffset + i] <= 0 ? 0 : x[xOffset + i];
        }
    }

    @Override
    default void biasRelu(float[] x, int xOffset, float[] bias, int biasOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            float v = x[xOffset + i] + bias[biasOffset + i];
            y[yOffset + i] = v <= 0 ? 0 : v;
        }
    }

    @Override
    default void reluGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        for (int i = 0; i < length; i++) {
            dx[dxOffset + i] = y[yOffset + i] <= 0 ? 0 : dy[dyOffset + i];
        }
    }

    @Override
    default void leakyRelu(float slope, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            float v = x[xOffset + i];
            y[yOffset + i] = v <= 0 ? slope * v : v;
        }
    }

    @Override
    default void leakyReluGradient(
            float slope, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        for (int i = 0; i < length; i++) {
            float d = dy[dyOffset + i];
            dx[dxOffset + i] = y[yOffset + i] <= 0 ? slope * d : d;
        }
    }

    @Override
    default void hardtanh(float lowest, float highest, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            float v = x[xOffset + i];
            y[yOffset + i] = v >= highest ? highest : v <= lowest ? lowest : v;
        }
    }

    @Override
    default void hardtanhGradient(
            float lowest,
            float highest,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = v <= lowest || v >= highest ? 0 : dy[dyOffset + i];
        }
    }
}
