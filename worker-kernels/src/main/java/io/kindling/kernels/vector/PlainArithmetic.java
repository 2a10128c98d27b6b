package io.kindling.kernels.vector;

/** {@link ArithmeticLoops} in plain Java; sums in double precision, from the first number to the last. */
interface PlainArithmetic extends ArithmeticLoops {
    @Override
    default void add(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += x[xOffset + i];
        }
    }

    @Override
    default void addBias(float[] x, int xOffset, float[] bias, int biasOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = x[xOffset + i] + bias[biasOffset + i];
        }
    }

    @Override
    default void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
        }
    }

    @Override
    default void scale(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = alpha * x[xOffset + i];
        }
    }

    @Override
    default void dropout(float rate, long rowKey, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int threshold = Dropping.threshold(rate);
        float keepScale = Dropping.keepScale(rate);
        int low = (int) rowKey;
        int high = (int) (rowKey >>> 32);
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Dropping.hash(low, high, i) < threshold ? 0 : x[xOffset + i] * keepScale;
        }
    }

    @Override
    default double sum(float[] x, int xOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += x[xOffset + i];
        }
        return sum;
    }

    @Override
    default double dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    @Override
    default float maximum(float[] x, int xOffset, int length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, x[xOffset + i]);
        }
        return largest;
    }
}
