package io.kindling.kernels.normalization;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;

/**
 * Channels along the first axis: rows [channels, height, width], in which each channel is a plane in one piece.
 *
 * @param pass kernels and scratch memory
 * @param shape of a row
 */
record FirstAxisChannels(Pass pass, Shape shape) implements Channels {
    @Override
    public long numbers(Matrix x) {
        return (long) x.rows() * plane();
    }

    @Override
    public void sum(Matrix x, double[] sums) {
        Arrays.fill(sums, 0);
        int plane = plane();
        for (int i = 0; i < planes(x); i++) {
            sums[channel(i)] += DoubleSum.of(x.array(), x.offset() + i * plane, plane);
        }
    }

    @Override
    public void sumSquares(Matrix x, double[] sums) {
        Arrays.fill(sums, 0);
        int plane = plane();
        for (int i = 0; i < planes(x); i++) {
            sums[channel(i)] += loops().sumOfSquares(x.array(), x.offset() + i * plane, plane);
        }
    }

    @Override
    public void sumProducts(Matrix dy, Matrix x, float[] mean, double[] sums) {
        Arrays.fill(sums, 0);
        int plane = plane();
        long mark = pass.scratch().mark();
        Slice centered = pass.scratch().vector(plane);
        for (int i = 0; i < planes(x); i++) {
            float center = mean[channel(i)];
            int from = x.offset() + i * plane;
            for (int j = 0; j < plane; j++) {
                centered.array()[centered.offset() + j] = x.array()[from + j] - center;
            }
            sums[channel(i)] +=
                    loops().dot(dy.array(), dy.offset() + i * plane, centered.array(), centered.offset(), plane);
        }
        pass.scratch().release(mark);
    }

    @Override
    public void center(Matrix x, float[] mean, Matrix y) {
        int plane = plane();
        for (int i = 0; i < planes(x); i++) {
            float center = mean[channel(i)];
            int from = x.offset() + i * plane;
            int to = y.offset() + i * plane;
            for (int j = 0; j < plane; j++) {
                y.array()[to + j] = x.array()[from + j] - center;
            }
        }
    }

    @Override
    public void scale(Matrix y, float[] factor, float[] shift) {
        int plane = plane();
        for (int i = 0; i < planes(y); i++) {
            float a = factor[channel(i)];
            float b = shift[channel(i)];
            int at = y.offset() + i * plane;
            for (int j = 0; j < plane; j++) {
                y.array()[at + j] = y.array()[at + j] * a + b;
            }
        }
    }

    @Override
    public void gradient(Matrix dy, float[] level, float[] factor, Matrix x, float[] mean, float[] slope, Matrix dx) {
        int plane = plane();
        for (int i = 0; i < planes(x); i++) {
            int c = channel(i);
            float a = factor[c];
            float b = slope[c];
            float dyCenter = level[c];
            float xCenter = mean[c];
            int fromDy = dy.offset() + i * plane;
            int fromX = x.offset() + i * plane;
            int to = dx.offset() + i * plane;
            for (int j = 0; j < plane; j++) {
                dx.array()[to + j] = (dy.array()[fromDy + j] - dyCenter) * a - (x.array()[fromX + j] - xCenter) * b;
            }
        }
    }

    private Elementwise loops() {
        return pass.kernels().elementwise();
    }

    private int planes(Matrix x) {
        return x.rows() * shape.dimension(0);
    }

    private int channel(int index) {
        return index % shape.dimension(0);
    }

    private int plane() {
        return shape.size() / shape.dimension(0);
    }
}
