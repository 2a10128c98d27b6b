package io.kindling.kernels.normalization;

import io.kindling.kernels.layer.Running;
import io.kindling.kernels.tensor.Matrix;

/**
 * What each channel is standardized by: {@code (x - mean) · inverse}.
 *
 * @param mean of each channel
 * @param inverse {@code 1 / sqrt(variance + epsilon)} of each channel
 */
record Standard(float[] mean, float[] inverse) {
    /**
     * That of a batch, whose moments are counted. Takes two passes over it, so that a large mean costs no digits.
     *
     * @param y <em>overwritten</em> with {@code x - mean}
     */
    static Standard ofBatch(Channels channels, Matrix x, Matrix y, double epsilon, Running running) {
        int count = Channels.count(x.shape());
        long numbers = channels.numbers(x);
        double[] mean = new double[count];
        double[] squares = new double[count];
        float[] center = new float[count];
        channels.sum(x, mean);
        for (int c = 0; c < count; c++) {
            mean[c] /= Math.max(1, numbers);
            center[c] = (float) mean[c];
        }
        channels.center(x, center, y);
        channels.sumSquares(y, squares);
        float[] inverse = new float[count];
        for (int c = 0; c < count; c++) {
            inverse[c] = inverse(squares[c] / Math.max(1, numbers), epsilon);
        }
        running.count(numbers, mean, squares);
        return new Standard(center, inverse);
    }

    /**
     * That of the running moments.
     *
     * @param y <em>overwritten</em> with {@code x - mean}
     */
    static Standard ofRunning(Channels channels, Matrix x, Matrix y, double epsilon, Running running) {
        int count = Channels.count(x.shape());
        float[] center = new float[count];
        float[] inverse = new float[count];
        for (int c = 0; c < count; c++) {
            center[c] = running.mean().array()[running.mean().offset() + c];
            inverse[c] = inverse(running.variance().array()[running.variance().offset() + c], epsilon);
        }
        channels.center(x, center, y);
        return new Standard(center, inverse);
    }

    private static float inverse(double variance, double epsilon) {
        return (float) (1 / Math.sqrt(variance + epsilon));
    }
}
