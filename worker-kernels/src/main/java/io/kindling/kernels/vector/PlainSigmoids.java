package io.kindling.kernels.vector;

/** {@link SigmoidLoops} in plain Java. */
interface PlainSigmoids extends SigmoidLoops {
    @Override
    default void exp(float scale, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = (float) StrictMath.exp(scale * x[xOffset + i]);
        }
    }

    @Override
    default void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = (float) sigmoid(x[xOffset + i]);
        }
    }

    @Override
    default void sigmoidGradient(
            float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        for (int i = 0; i < length; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = (1 - v) * v * dy[dyOffset + i];
        }
    }

    @Override
    default void tanh(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = (float) StrictMath.tanh(x[xOffset + i]);
        }
    }

    @Override
    default void tanhGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        for (int i = 0; i < length; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = (1 - v) * (1 + v) * dy[dyOffset + i];
        }
    }

    @Override
    default void gate(float linear, float cubic, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            double v = Math.max(x[xOffset + i], -1e4);
            double near = Math.min(v, 1e4);
            y[yOffset + i] = (float) (v * sigmoid(near * (linear + cubic * near * near)));
        }
    }

    @Override
    default void gateGradient(
            float linear,
            float cubic,
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            double v = Math.min(Math.max(x[xOffset + i], -1e4), 1e4);
            double u = v * (linear + cubic * v * v);
            double du = linear + 3 * cubic * v * v;
            double slope = sigmoid(u) + v * sigmoid(u) * sigmoid(-u) * du;
            dx[dxOffset + i] = (float) (dy[dyOffset + i] * slope);
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
