package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * The mean of each window of each channel, PyTorch's {@code AvgPool2d}. Takes rows of [channels, height, width].
 *
 * @param kernel size of a window
 * @param stride how far the window moves; its size by default
 * @param padding cells of 0 around the picture, at most half a window; none by default
 * @param countIncludePad whether a mean is over all cells of the window (the default) or over those on the picture
 */
@Help("The mean of each window of each channel; PyTorch's AvgPool2d")
public record AvgPool2d(
        @Help("Size of a window") Extent kernel,

        @Default("kernel") @Help("How far the window moves; kernel: by its size")
        PoolStride stride,

        @Default("0") @Help("Cells of 0 around the picture, at most half a window")
        Padding padding,

        @Default("true") @Help("Whether padding counts as cells of 0; false: the mean is over those on the picture")
        boolean countIncludePad)
        implements Layer {
    public AvgPool2d {
        PoolWindows.check("avg_pool2d", kernel, stride, padding);
    }

    /** Square windows side by side. */
    public AvgPool2d(int kernel) {
        this(Extent.of(kernel), PoolStride.KERNEL, Padding.NONE, true);
    }

    /** The same with another stride. */
    public AvgPool2d withStride(Extent other) {
        return new AvgPool2d(kernel, PoolStride.of(other), padding, countIncludePad);
    }

    /** The same with another padding. */
    public AvgPool2d withPadding(Padding other) {
        return new AvgPool2d(kernel, stride, other, countIncludePad);
    }

    /** The same with padding counted as cells of 0 or not. */
    public AvgPool2d withCountIncludePad(boolean other) {
        return new AvgPool2d(kernel, stride, padding, other);
    }

    @Override
    public Shape outputShape(Shape input) {
        Windows windows = windows(input);
        return Shape.of(windows.channels(), windows.outHeight(), windows.outWidth());
    }

    private Windows windows(Shape input) {
        return Windows.of("avg_pool2d", input, kernel, stride.orElse(kernel), padding, Extent.ONE);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        PoolWindows cells = new PoolWindows(windows(x.shape()));
        int planes = x.rows() * x.shape().dimension(0);
        int plane = cells.windows().plane();
        int outPlane = cells.windows().outPlane();
        for (int i = 0; i < planes; i++) {
            means(cells, x.array(), x.offset() + i * plane, y.array(), y.offset() + i * outPlane);
        }
        return (dy, dParameters, dx) -> {
            if (dx != null) {
                Arrays.fill(dx.array(), dx.offset(), dx.offset() + dx.size(), 0);
                for (int i = 0; i < planes; i++) {
                    spread(cells, dy.array(), dy.offset() + i * outPlane, dx.array(), dx.offset() + i * plane);
                }
            }
        };
    }

    /** What a window's sum is multiplied by. */
    private float share(PoolWindows cells, int row, int column) {
        return 1f / (countIncludePad ? kernel.height() * kernel.width() : cells.size(row, column));
    }

    /** One channel's means: <em>overwrites</em> y. */
    private void means(PoolWindows cells, float[] x, int from, float[] y, int to) {
        Windows windows = cells.windows();
        int out = to;
        for (int row = 0; row < windows.outHeight(); row++) {
            int endRow = cells.endRow(row);
            for (int column = 0; column < windows.outWidth(); column++) {
                int startColumn = cells.startColumn(column);
                int endColumn = cells.endColumn(column);
                float sum = 0;
                for (int h = cells.startRow(row); h < endRow; h++) {
                    int line = from + h * windows.width();
                    for (int w = startColumn; w < endColumn; w++) {
                        sum += x[line + w];
                    }
                }
                y[out++] = sum * share(cells, row, column);
            }
        }
    }

    /** One channel's gradients, <em>added to</em> each cell of their windows. */
    private void spread(PoolWindows cells, float[] dy, int from, float[] dx, int to) {
        Windows windows = cells.windows();
        int out = from;
        for (int row = 0; row < windows.outHeight(); row++) {
            int endRow = cells.endRow(row);
            for (int column = 0; column < windows.outWidth(); column++) {
                int startColumn = cells.startColumn(column);
                int endColumn = cells.endColumn(column);
                float share = dy[out++] * share(cells, row, column);
                for (int h = cells.startRow(row); h < endRow; h++) {
                    int line = to + h * windows.width();
                    for (int w = startColumn; w < endColumn; w++) {
                        dx[line + w] += share;
                    }
                }
            }
        }
    }
}
