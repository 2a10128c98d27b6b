package io.kindling.kernels.vector;

/** {@link SmoothRampLoops} in plain Java. */
interface PlainSmoothRamps extends SmoothRampLoops {
    @Override
    default void scaledElu(float positive, float negative, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            float v = x[xOffset + i];
            y[yOffset + i] = v > 0 ? positive * v : (float) (negative * StrictMath.expm1(v));
        }
    }

    @Override
    default void scaledEluGradient(
            float positive,
            float negative,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = (v > 0 ? positive : v + negative) * dy[dyOffset + i];
        }
    }

    @Override
    default void softplus(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = (float) softplus(x[xOffset + i]);
        }
    }

    @Override
    default void softplusGradient(
            float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        for (int i = 0; i < length; i++) {
            dx[dxOffset + i] = (float) (dy[dyOffset + i] * -StrictMath.expm1(-y[yOffset + i]));
        }
    }

    @Override
    default void mish(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            double v = Math.max(x[xOffset + i], -1e4);
            y[yOffset + i] = (float) (v * StrictMath.tanh(softplus(v)));
        }
    }

    @Override
    default void mishGradient(float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        for (int i = 0; i < length; i++) {
            double v = Math.min(Math.max(x[xOffset + i], -1e4), 1e4);
            double t = StrictMath.tanh(softplus(v));
            double sigmoid = 1 / (1 + StrictMath.exp(-v));
            dx[dxOffset + i] = (float) (dy[dyOffset + i] * (t + v * (1 - t * t) * sigmoid));
        }
    }

    @Override
    default void gelu(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            double v = Math.max(x[xOffset + i], -1e4);
            y[yOffset + i] = (float) (v * NormalDistribution.cumulative(v));
        }
    }

    @Override
    default void geluGradient(float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        for (int i = 0; i < length; i++) {
            double v = Math.min(Math.max(x[xOffset + i], -1e4), 1e4);
            double slope = NormalDistribution.cumulative(v) + v * NormalDistribution.density(v);
            dx[dxOffset + i] = (float) (dy[dyOffset + i] * slope);
        }
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
}
