package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;

/**
 * The numbers of a convolution over time: for each row, group and tap one product over the steps that the tap reads, in
 * place; nothing is laid out. The activation behind it runs while the row is in cache.
 */
final class SequenceConvolution {
    private final Pass pass;
    private final Conv1d layer;
    private final int time;
    private final int outTime;
    private final int channels;
    private final int groupFilters;
    private final SmallProducts products;

    SequenceConvolution(Pass pass, Conv1d layer, int time, int features, int outTime) {
        this.pass = pass;
        this.layer = layer;
        this.time = time;
        this.outTime = outTime;
        this.channels = features / layer.groups();
        this.groupFilters = layer.filters() / layer.groups();
        this.products = new SmallProducts(pass.kernels().blas());
    }

    /** <em>Overwrites</em> y with the convolution of x; the activation may be null. */
    void forward(Slice parameters, Matrix x, Matrix y, Activation activation) {
        long mark = pass.scratch().mark();
        int filters = layer.filters();
        Slice weight = sorted(parameters, true);
        for (int row = 0; row < x.rows(); row++) {
            int at = y.rowOffset(row);
            fillWithBias(parameters, y.array(), at);
            for (int tap = 0; tap < layer.kernel(); tap++) {
                int first = first(tap);
                for (int group = 0; group < layer.groups(); group++) {
                    products.multiply(
                            false,
                            end(tap) - first,
                            groupFilters,
                            channels,
                            x.array(),
                            input(x, row, tap) + group * channels,
                            inputStride(x),
                            weight.array(),
                            weight.offset() + tap * channels * filters + group * channels * groupFilters,
                            groupFilters,
                            1,
                            y.array(),
                            at + first * filters + group * groupFilters,
                            filters);
                }
            }
            if (activation != null) {
                activation.activate(pass.kernels().elementwise(), y.array(), at, y.array(), at, y.columns());
            }
        }
        pass.scratch().release(mark);
    }

    private void fillWithBias(Slice parameters, float[] y, int at) {
        int filters = layer.filters();
        if (!layer.bias()) {
            Arrays.fill(y, at, at + outTime * filters, 0);
            return;
        }
        int bias = layer.biasOffset(parameters);
        for (int step = 0; step < outTime; step++) {
            System.arraycopy(parameters.array(), bias, y, at + step * filters, filters);
        }
    }

    /** <em>Adds to</em> dParameters, <em>overwrites</em> dx unless it is null, and changes dy; see {@link #forward}. */
    void backward(
            Slice parameters, Matrix x, Activation activation, Matrix y, Matrix dy, Slice dParameters, Matrix dx) {
        long mark = pass.scratch().mark();
        Slice weight = sorted(parameters, false);
        Slice dWeight = pass.scratch().vector(weight.length());
        Arrays.fill(dWeight.array(), dWeight.offset(), dWeight.offset() + dWeight.length(), 0);
        Elementwise loops = pass.kernels().elementwise();
        for (int row = 0; row < x.rows(); row++) {
            int at = dy.rowOffset(row);
            if (activation != null) {
                activation.gradient(loops, y.array(), y.rowOffset(row), dy.array(), at, dy.array(), at, dy.columns());
            }
            if (layer.bias()) {
                int dBias = layer.biasOffset(dParameters);
                for (int step = 0; step < outTime; step++) {
                    int from = at + step * layer.filters();
                    loops.add(dy.array(), from, dParameters.array(), dBias, layer.filters());
                }
            }
            if (dx != null) {
                Arrays.fill(dx.array(), dx.rowOffset(row), dx.rowOffset(row) + dx.columns(), 0);
            }
            for (int tap = 0; tap < layer.kernel(); tap++) {
                for (int group = 0; group < layer.groups(); group++) {
                    multiplyBack(weight, x, dy, dWeight, dx, row, tap, group);
                }
            }
        }
        addBack(dWeight, dParameters);
        pass.scratch().release(mark);
    }

    private void multiplyBack(
            Slice weight, Matrix x, Matrix dy, Slice dWeight, Matrix dx, int row, int tap, int group) {
        int filters = layer.filters();
        int steps = end(tap) - first(tap);
        int from = dy.rowOffset(row) + first(tap) * filters + group * groupFilters;
        int part = (tap * filters + group * groupFilters) * channels;
        products.multiply(
                true,
                groupFilters,
                channels,
                steps,
                dy.array(),
                from,
                filters,
                x.array(),
                input(x, row, tap) + group * channels,
                inputStride(x),
                1,
                dWeight.array(),
                dWeight.offset() + part,
                channels);
        if (dx != null) {
            products.multiply(
                    false,
                    steps,
                    channels,
                    groupFilters,
                    dy.array(),
                    from,
                    filters,
                    weight.array(),
                    weight.offset() + part,
                    channels,
                    1,
                    dx.array(),
                    input(dx, row, tap) + group * channels,
                    inputStride(dx));
        }
    }

    /** The first output step whose tap lies on the sequence. */
    private int first(int tap) {
        int before = layer.before() - tap * layer.dilation();
        return Math.min(outTime, before <= 0 ? 0 : (before + layer.stride() - 1) / layer.stride());
    }

    /** The end of those steps. */
    private int end(int tap) {
        int last = time - 1 + layer.before() - tap * layer.dilation();
        return last < 0 ? first(tap) : Math.max(first(tap), Math.min(outTime, last / layer.stride() + 1));
    }

    /** Where the first step that a tap reads starts. */
    private int input(Matrix x, int row, int tap) {
        int step = first(tap) * layer.stride() + tap * layer.dilation() - layer.before();
        return x.rowOffset(row) + (first(tap) < end(tap) ? step * x.shape().last() : 0);
    }

    private int inputStride(Matrix x) {
        return layer.stride() * x.shape().last();
    }

    /**
     * The weights by tap, {@code [kernel, groups, channels, filters of a group]} or {@code [kernel, filters, channels]}.
     *
     * @param filtersLast which of the two
     */
    private Slice sorted(Slice parameters, boolean filtersLast) {
        Slice sorted = pass.scratch().vector(layer.filters() * channels * layer.kernel());
        int from = parameters.offset();
        for (int f = 0; f < layer.filters(); f++) {
            int group = f / groupFilters;
            for (int c = 0; c < channels; c++) {
                int column = filtersLast ? (group * channels + c) * groupFilters + f % groupFilters : f * channels + c;
                for (int tap = 0; tap < layer.kernel(); tap++) {
                    int to = sorted.offset() + tap * layer.filters() * channels + column;
                    sorted.array()[to] = parameters.array()[from++];
                }
            }
        }
        return sorted;
    }

    private void addBack(Slice dWeight, Slice dParameters) {
        int to = dParameters.offset();
        for (int column = 0; column < layer.filters() * channels; column++) {
            for (int tap = 0; tap < layer.kernel(); tap++) {
                int from = dWeight.offset() + tap * layer.filters() * channels + column;
                dParameters.array()[to++] += dWeight.array()[from];
            }
        }
    }
}
