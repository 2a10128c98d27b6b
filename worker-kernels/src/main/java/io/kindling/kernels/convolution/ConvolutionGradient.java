package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;

/** The way back of a convolution, in the order of {@link Convolution}. What the products read is laid out anew, not kept. */
final class ConvolutionGradient {
    private final Pass pass;
    private final Conv2d layer;
    private final Windows windows;
    private final Columns columns;
    private final TapOrder order;
    private final int groupFilters;
    private final SmallProducts products;

    ConvolutionGradient(Pass pass, Conv2d layer, Windows windows) {
        this.pass = pass;
        this.layer = layer;
        this.windows = windows;
        this.columns = new Columns(windows, windows.channels() / layer.groups());
        this.order = new TapOrder(layer.filters(), windows.channels() / layer.groups(), layer.kernel());
        this.groupFilters = layer.filters() / layer.groups();
        this.products = new SmallProducts(pass.kernels().blas());
    }

    /**
     * <em>Adds to</em> dParameters, <em>overwrites</em> dx unless it is null, and changes dy.
     *
     * @param activation null where there is none
     * @param y the output, for the activation
     */
    void backward(
            Slice parameters, Matrix x, Activation activation, Matrix y, Matrix dy, Slice dParameters, Matrix dx) {
        long mark = pass.scratch().mark();
        Slice weight = order.sorted(pass.scratch(), parameters);
        Slice dWeight = order.zeros(pass.scratch(), dParameters);
        Slice band = pass.scratch().vector(columns.size());
        Elementwise loops = pass.kernels().elementwise();
        for (int row = 0; row < x.rows(); row++) {
            int at = dy.rowOffset(row);
            if (activation != null) {
                activation.gradient(loops, y.array(), y.rowOffset(row), dy.array(), at, dy.array(), at, dy.columns());
            }
            if (layer.bias()) {
                addBiasGradient(loops, dy.array(), at, dParameters);
            }
            if (dx != null) {
                Arrays.fill(dx.array(), dx.rowOffset(row), dx.rowOffset(row) + dx.columns(), 0);
            }
            for (int group = 0; group < layer.groups(); group++) {
                int cells = group * order.channels() * windows.plane();
                int from = at + group * groupFilters * windows.outPlane();
                int filters = group * groupFilters * order.filter();
                for (int start = 0; start < windows.outHeight(); start += columns.bandHeight()) {
                    int dBand = from + start * windows.outWidth();
                    addWeightGradient(x, x.rowOffset(row) + cells, start, dy.array(), dBand, band, dWeight, filters);
                    if (dx != null) {
                        addInputGradient(
                                weight, filters, dy.array(), dBand, start, band, dx, dx.rowOffset(row) + cells);
                    }
                }
            }
        }
        order.addBack(dWeight, dParameters);
        pass.scratch().release(mark);
    }

    private void addBiasGradient(Elementwise loops, float[] dy, int from, Slice dParameters) {
        int bias = layer.biasOffset(dParameters);
        for (int f = 0; f < layer.filters(); f++) {
            dParameters.array()[bias + f] += (float) loops.sum(dy, from + f * windows.outPlane(), windows.outPlane());
        }
    }

    private void addWeightGradient(
            Matrix x, int from, int start, float[] dy, int dBand, Slice band, Slice dWeight, int filters) {
        int height = height(start);
        columns.unfold(x.array(), from, start, height, band);
        for (int product = 0; product < columns.products(); product++) {
            pass.kernels()
                    .blas()
                    .gemm(
                            false,
                            true,
                            groupFilters,
                            columns.sums(),
                            height * windows.outWidth(),
                            1,
                            dy,
                            dBand,
                            windows.outPlane(),
                            columns.inPlace() ? x.array() : band.array(),
                            (columns.inPlace() ? from : band.offset()) + columns.operand(product, height),
                            columns.operandStride(height),
                            1,
                            dWeight.array(),
                            dWeight.offset() + filters + product * columns.sums(),
                            order.filter());
        }
    }

    private void addInputGradient(
            Slice weight, int filters, float[] dy, int dBand, int start, Slice band, Matrix dx, int to) {
        int height = height(start);
        Arrays.fill(band.array(), band.offset(), band.offset() + band.length(), 0);
        for (int product = 0; product < columns.products(); product++) {
            products.multiply(
                    true,
                    columns.sums(),
                    height * windows.outWidth(),
                    groupFilters,
                    weight.array(),
                    weight.offset() + filters + product * columns.sums(),
                    order.filter(),
                    dy,
                    dBand,
                    windows.outPlane(),
                    1,
                    columns.inPlace() ? dx.array() : band.array(),
                    (columns.inPlace() ? to : band.offset()) + columns.operand(product, height),
                    columns.operandStride(height));
        }
        columns.fold(band, start, height, dx.array(), to);
    }

    private int height(int start) {
        return Math.min(columns.bandHeight(), windows.outHeight() - start);
    }
}
