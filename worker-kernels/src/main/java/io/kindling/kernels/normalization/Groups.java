package io.kindling.kernels.normalization;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;

/**
 * The groups of a batch's rows, one after the other: group i is a piece of {@code size()} numbers, some channels of one
 * row.
 *
 * @param shape of a row
 * @param groups in a row
 * @param parameters weight, then bias, of each channel
 * @param standard mean and inverse deviation of each group, one behind the other
 */
record Groups(Pass pass, Shape shape, int groups, Slice parameters, Slice standard) {
    /** {@code y = (x - mean) / sqrt(variance + epsilon)}: <em>overwrites</em> y, and the group's entry of standard. */
    void standardize(int i, Matrix x, Matrix y, double epsilon) {
        int size = size();
        float mean = (float) (DoubleSum.of(x.array(), x.offset() + i * size, size) / size);
        int from = x.offset() + i * size;
        int to = y.offset() + i * size;
        for (int j = 0; j < size; j++) {
            y.array()[to + j] = x.array()[from + j] - mean;
        }
        double variance = loops().sumOfSquares(y.array(), to, size) / size;
        float inverse = (float) (1 / Math.sqrt(variance + epsilon));
        loops().scale(inverse, y.array(), to, y.array(), to, size);
        standard.array()[standard.offset() + 2 * i] = mean;
        standard.array()[standard.offset() + 2 * i + 1] = inverse;
    }

    /** {@code y = y · weight + bias}, in place. */
    void scale(int i, Matrix y) {
        int plane = plane();
        int channels = channels();
        int weights = parameters.offset() + firstChannel(i);
        int biases = weights + shape.dimension(0);
        int from = y.offset() + i * size();
        float[] p = parameters.array();
        float[] values = y.array();
        if (plane == 1) {
            for (int c = 0; c < channels; c++) {
                values[from + c] = values[from + c] * p[weights + c] + p[biases + c];
            }
            return;
        }
        for (int c = 0; c < channels; c++) {
            float weight = p[weights + c];
            float bias = p[biases + c];
            int at = from + c * plane;
            for (int j = 0; j < plane; j++) {
                values[at + j] = values[at + j] * weight + bias;
            }
        }
    }

    /** {@code z = (x - mean) / sqrt(variance + epsilon)} anew: <em>overwrites</em> z [size]. */
    void restandardize(int i, Matrix x, Slice z) {
        float mean = standard.array()[standard.offset() + 2 * i];
        float inverse = inverse(i);
        int size = size();
        int from = x.offset() + i * size;
        for (int j = 0; j < size; j++) {
            z.array()[z.offset() + j] = (x.array()[from + j] - mean) * inverse;
        }
    }

    /** <em>Adds</em> to the gradients of the channels' weights and biases. */
    void addGradient(int i, Slice z, Matrix dy, Slice dParameters) {
        int plane = plane();
        int from = dy.offset() + i * size();
        int dWeights = dParameters.offset() + firstChannel(i);
        int dBiases = dWeights + shape.dimension(0);
        float[] d = dParameters.array();
        if (plane == 1) {
            for (int c = 0; c < channels(); c++) {
                d[dWeights + c] += dy.array()[from + c] * z.array()[z.offset() + c];
                d[dBiases + c] += dy.array()[from + c];
            }
            return;
        }
        for (int c = 0; c < channels(); c++) {
            int at = from + c * plane;
            d[dWeights + c] += (float) loops().dot(dy.array(), at, z.array(), z.offset() + c * plane, plane);
            d[dBiases + c] += (float) loops().sum(dy.array(), at, plane);
        }
    }

    /**
     * {@code dx = (dz - mean(dz) - z · mean(dz · z)) / sqrt(variance + epsilon)} where {@code dz = dy · weight}:
     * <em>overwrites</em> dx, and dy with dz.
     */
    void gradient(int i, Slice z, Matrix dy, Matrix dx) {
        int size = size();
        int from = dy.offset() + i * size;
        multiplyByWeight(i, dy);
        float level = (float) (loops().sum(dy.array(), from, size) / size);
        float slope = (float) (loops().dot(dy.array(), from, z.array(), z.offset(), size) / size);
        float inverse = inverse(i);
        int to = dx.offset() + i * size;
        for (int j = 0; j < size; j++) {
            dx.array()[to + j] = (dy.array()[from + j] - level - z.array()[z.offset() + j] * slope) * inverse;
        }
    }

    /** {@code dy = dy · weight}, in place. */
    private void multiplyByWeight(int i, Matrix dy) {
        int plane = plane();
        int channels = channels();
        int weights = parameters.offset() + firstChannel(i);
        int from = dy.offset() + i * size();
        float[] p = parameters.array();
        float[] values = dy.array();
        if (plane == 1) {
            for (int c = 0; c < channels; c++) {
                values[from + c] *= p[weights + c];
            }
            return;
        }
        for (int c = 0; c < channels; c++) {
            loops().scale(p[weights + c], values, from + c * plane, values, from + c * plane, plane);
        }
    }

    private Elementwise loops() {
        return pass.kernels().elementwise();
    }

    /** Numbers in a group. */
    private int size() {
        return shape.size() / groups;
    }

    /** Channels in a group. */
    private int channels() {
        return shape.dimension(0) / groups;
    }

    /** Numbers in a channel of a row. */
    private int plane() {
        return shape.size() / shape.dimension(0);
    }

    private int firstChannel(int i) {
        return i % groups * channels();
    }

    private float inverse(int i) {
        return standard.array()[standard.offset() + 2 * i + 1];
    }
}
