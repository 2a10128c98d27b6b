package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * The way forth of a convolution, row after row, with the activation behind it where there is one: all that belongs to a
 * row is done while it is in cache. Within a row, group after group and {@link Columns band} after band.
 */
final class Convolution {
    private final Pass pass;
    private final Conv2d layer;
    private final Windows windows;
    private final Bands bands;
    private final Columns columns;
    private final TapOrder order;
    private final int groupFilters;
    private final SmallProducts products;

    Convolution(Pass pass, Conv2d layer, Windows windows) {
        this.pass = pass;
        this.layer = layer;
        this.windows = windows;
        int channels = windows.channels() / layer.groups();
        this.bands = new Bands(windows, channels * layer.kernel().width() * windows.outWidth());
        this.columns = new Columns(pass.kernels().elementwise(), windows, channels, bands);
        this.order = new TapOrder(layer.filters(), channels, layer.kernel());
        this.groupFilters = layer.filters() / layer.groups();
        this.products = new SmallProducts(pass.kernels().blas());
    }

    /**
     * <em>Overwrites</em> y with the convolution of x.
     *
     * @param parameters weight and bias
     * @param activation null where there is none
     */
    void forward(Slice parameters, Matrix x, Matrix y, Activation activation) {
        long mark = pass.scratch().mark();
        Slice weight = order.sorted(pass.scratch(), parameters);
        Slice band = pass.scratch().vector(columns.size());
        for (int row = 0; row < x.rows(); row++) {
            int at = y.rowOffset(row);
            if (layer.bias()) {
                fillWithBias(parameters, y.array(), at);
            }
            for (int group = 0; group < layer.groups(); group++) {
                int from = x.rowOffset(row) + group * order.channels() * windows.plane();
                int to = at + group * groupFilters * windows.outPlane();
                int filters = weight.offset() + group * groupFilters * order.filter();
                multiply(weight.array(), filters, x.array(), from, band, y.array(), to);
            }
            if (activation != null) {
                activation.activate(pass.kernels().elementwise(), y.array(), at, y.array(), at, y.columns());
            }
        }
        pass.scratch().release(mark);
    }

    private void fillWithBias(Slice parameters, float[] y, int to) {
        int bias = layer.biasOffset(parameters);
        for (int f = 0; f < layer.filters(); f++) {
            int plane = to + f * windows.outPlane();
            Arrays.fill(y, plane, plane + windows.outPlane(), parameters.array()[bias + f]);
        }
    }

    /** <em>Adds</em> one group's product to y, or <em>overwrites</em> y with it where there is no bias. */
    private void multiply(float[] weight, int filters, float[] x, int from, Slice band, float[] y, int to) {
        for (int start = 0; start < windows.outHeight(); start += bands.height()) {
            int height = bands.height(start);
            columns.unfold(x, from, start, height, band);
            for (int product = 0; product < columns.products(); product++) {
                products.multiply(
                        false,
                        groupFilters,
                        height * windows.outWidth(),
                        columns.sums(),
                        weight,
                        filters + product * columns.sums(),
                        order.filter(),
                        columns.inPlace() ? x : band.array(),
                        (columns.inPlace() ? from : band.offset()) + columns.operand(product, start, height),
                        columns.operandStride(height),
                        product == 0 && !layer.bias() ? 0 : 1,
                        y,
                        to + start * windows.outWidth(),
                        windows.outPlane());
            }
        }
    }
}
