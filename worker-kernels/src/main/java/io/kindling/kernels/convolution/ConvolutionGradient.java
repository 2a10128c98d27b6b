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
    private final Bands bands;
    private final Columns columns;
    private final PixelColumns pixels;
    private final boolean byPixel;
    private final TapOrder order;
    private final int groupFilters;
    private final SmallProducts products;

    ConvolutionGradient(Pass pass, Conv2d layer, Windows windows) {
        this.pass = pass;
        this.layer = layer;
        this.windows = windows;
        int channels = windows.channels() / layer.groups();
        this.groupFilters = layer.filters() / layer.groups();
        this.bands = new Bands(windows, channels * layer.kernel().width() * windows.outWidth());
        this.columns = new Columns(pass.kernels().elementwise(), windows, channels, bands);
        this.pixels = new PixelColumns(windows, channels, groupFilters, bands);
        this.byPixel = !columns.inPlace() && !columns.whole();
        this.order = new TapOrder(layer.filters(), channels, layer.kernel());
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
        Slice dWeight = order.zeros(pass.scratch(), dParameters, byPixel);
        Slice space = pass.scratch().vector(Math.max(columns.size(), byPixel ? pixels.size() : 0));
        Elementwise loops = pass.kernels().elementwise();
        for (int row = 0; row < x.rows(); row++) {
            int at = dy.rowOffset(row);
            if (activation != null) {
                activation.gradient(loops, y.array(), y.rowOffset(row), dy.array(), at, dy.array(), at, dy.columns());
            }
            if (layer.bias()) {
                layer.addBiasGradient(loops, dy.array(), at, windows.outPlane(), dParameters);
            }
            if (dx != null) {
                Arrays.fill(dx.array(), dx.rowOffset(row), dx.rowOffset(row) + dx.columns(), 0);
            }
            for (int group = 0; group < layer.groups(); group++) {
                int cells = group * order.channels() * windows.plane();
                int from = at + group * groupFilters * windows.outPlane();
                int filters = group * groupFilters * order.filter();
                addWeightGradient(x.array(), x.rowOffset(row) + cells, dy.array(), from, space, dWeight, filters);
                if (dx != null) {
                    addInputGradient(weight, filters, dy.array(), from, space, dx.array(), dx.rowOffset(row) + cells);
                }
            }
        }
        order.addBack(dWeight, dParameters, byPixel);
        pass.scratch().release(mark);
    }

    private void addWeightGradient(
            float[] x, int from, float[] dy, int dFrom, Slice space, Slice dWeight, int filters) {
        if (byPixel) {
            pixels.read(x, from, space);
        }
        for (int start = 0; start < windows.outHeight(); start += bands.height()) {
            int dBand = dFrom + start * windows.outWidth();
            int to = dWeight.offset() + filters;
            if (byPixel) {
                pixels.addGradient(products, start, dy, dBand, space, dWeight.array(), to);
            } else {
                columns.unfold(x, from, start, bands.height(start), space);
                addWeightGradient(x, from, start, dy, dBand, space, dWeight.array(), to);
            }
        }
    }

    /** One product: the tap rows lie one below the other, or there is but one. */
    private void addWeightGradient(
            float[] x, int from, int start, float[] dy, int dBand, Slice space, float[] dWeight, int to) {
        int height = bands.height(start);
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
                        columns.inPlace() ? x : space.array(),
                        (columns.inPlace() ? from : space.offset()) + columns.operand(0, start, height),
                        columns.operandStride(height),
                        1,
                        dWeight,
                        to,
                        order.filter());
    }

    private void addInputGradient(Slice weight, int filters, float[] dy, int dFrom, Slice space, float[] dx, int to) {
        for (int start = 0; start < windows.outHeight(); start += bands.height()) {
            int height = bands.height(start);
            Arrays.fill(space.array(), space.offset(), space.offset() + columns.size(), 0);
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
                        dFrom + start * windows.outWidth(),
                        windows.outPlane(),
                        1,
                        columns.inPlace() ? dx : space.array(),
                        (columns.inPlace() ? to : space.offset()) + columns.operand(product, start, height),
                        columns.operandStride(height));
            }
            columns.fold(space, start, height, dx, to);
        }
    }
}
