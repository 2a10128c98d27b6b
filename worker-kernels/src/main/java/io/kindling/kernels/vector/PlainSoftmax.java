package io.kindling.kernels.vector;

/** {@link SoftmaxLoops} in plain Java. */
interface PlainSoftmax extends SoftmaxLoops, ArithmeticLoops {
    @Override
    default void softmax(float[] x, int xOffset, float[] y, int yOffset, int length) {
        float largest = maximum(x, xOffset, length);
        double sum = sumOfExp(largest, x, xOffset, length);
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = (float) (StrictMath.exp((double) x[xOffset + i] - largest) / sum);
        }
    }

    @Override
    default void softmaxGradient(
            float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        float mean = (float) dot(y, yOffset, dy, dyOffset, length);
        for (int i = 0; i < length; i++) {
            dx[dxOffset + i] = y[yOffset + i] * (dy[dyOffset + i] - mean);
        }
    }

    @Override
    default void logSoftmax(float[] x, int xOffset, float[] y, int yOffset, int length) {
        double logSum = logSumExp(x, xOffset, length);
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = (float) (x[xOffset + i] - logSum);
        }
    }

    @Override
    default void logSoftmaxGradient(
            float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        double sum = sum(dy, dyOffset, length);
        for (int i = 0; i < length; i++) {
            dx[dxOffset + i] = (float) (dy[dyOffset + i] - StrictMath.exp(y[yOffset + i]) * sum);
        }
    }

    @Override
    default double logSumExp(float[] x, int xOffset, int length) {
        if (length == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        float largest = maximum(x, xOffset, length);
        return largest + StrictMath.log(sumOfExp(largest, x, xOffset, length));
    }

    /** {@code Σ exp(x - largest)}. */
    private static double sumOfExp(float largest, float[] x, int xOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += StrictMath.exp((double) x[xOffset + i] - largest);
        }
        return sum;
    }
}
