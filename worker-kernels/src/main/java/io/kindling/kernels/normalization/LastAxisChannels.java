package io.kindling.kernels.normalization;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import java.util.Arrays;

/**
 * Channels along the last axis: rows [channels], or [time, channels] of which the steps behind a row's length are padding.
 *
 * @param count how many channels
 * @param lengths steps in each row that are no padding
 * @param time steps in a row
 */
record LastAxisChannels(int count, int[] lengths, int time) implements Channels {
    static LastAxisChannels of(Pass pass, Matrix x) {
        int time = x.shape().vectors();
        int[] lengths = new int[x.rows()];
        for (int row = 0; row < lengths.length; row++) {
            // A row [channels] is no sequence, whatever it was made of.
            lengths[row] = x.shape().rank() == 2 ? pass.length(row, time) : time;
        }
        return new LastAxisChannels(x.shape().last(), lengths, time);
    }

    @Override
    public long numbers(Matrix x) {
        return Arrays.stream(lengths).asLongStream().sum();
    }

    @Override
    public void sum(Matrix x, double[] sums) {
        Arrays.fill(sums, 0);
        for (int row = 0; row < x.rows(); row++) {
            int end = end(x, row);
            for (int at = x.rowOffset(row); at < end; at += count) {
                for (int c = 0; c < count; c++) {
                    sums[c] += x.array()[at + c];
                }
            }
        }
    }

    @Override
    public void sumSquares(Matrix x, double[] sums) {
        Arrays.fill(sums, 0);
        for (int row = 0; row < x.rows(); row++) {
            int end = end(x, row);
            for (int at = x.rowOffset(row); at < end; at += count) {
                for (int c = 0; c < count; c++) {
                    double value = x.array()[at + c];
                    sums[c] += value * value;
                }
            }
        }
    }

    @Override
    public void sumProducts(Matrix dy, Matrix x, float[] mean, double[] sums) {
        Arrays.fill(sums, 0);
        int toDy = dy.offset() - x.offset();
        for (int row = 0; row < x.rows(); row++) {
            int end = end(x, row);
            for (int at = x.rowOffset(row); at < end; at += count) {
                for (int c = 0; c < count; c++) {
                    sums[c] += (double) dy.array()[at + toDy + c] * (x.array()[at + c] - mean[c]);
                }
            }
        }
    }

    @Override
    public void center(Matrix x, float[] mean, Matrix y) {
        int toY = y.offset() - x.offset();
        for (int row = 0; row < x.rows(); row++) {
            int end = end(x, row);
            for (int at = x.rowOffset(row); at < end; at += count) {
                for (int c = 0; c < count; c++) {
                    y.array()[at + toY + c] = x.array()[at + c] - mean[c];
                }
            }
            clearPadding(y, row);
        }
    }

    @Override
    public void scale(Matrix y, float[] factor, float[] shift) {
        for (int row = 0; row < y.rows(); row++) {
            int end = end(y, row);
            for (int at = y.rowOffset(row); at < end; at += count) {
                for (int c = 0; c < count; c++) {
                    y.array()[at + c] = y.array()[at + c] * factor[c] + shift[c];
                }
            }
        }
    }

    @Override
    public void gradient(Matrix dy, float[] level, float[] factor, Matrix x, float[] mean, float[] slope, Matrix dx) {
        int toDy = dy.offset() - x.offset();
        int toDx = dx.offset() - x.offset();
        for (int row = 0; row < x.rows(); row++) {
            int end = end(x, row);
            for (int at = x.rowOffset(row); at < end; at += count) {
                for (int c = 0; c < count; c++) {
                    float fromDy = (dy.array()[at + toDy + c] - level[c]) * factor[c];
                    dx.array()[at + toDx + c] = fromDy - (x.array()[at + c] - mean[c]) * slope[c];
                }
            }
            clearPadding(dx, row);
        }
    }

    /** Where the padding of a row starts. */
    private int end(Matrix matrix, int row) {
        return matrix.rowOffset(row) + lengths[row] * count;
    }

    private void clearPadding(Matrix matrix, int row) {
        Arrays.fill(matrix.array(), end(matrix, row), matrix.rowOffset(row) + time * count, 0);
    }
}
