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
 * The largest number of each window of each channel, PyTorch's {@code MaxPool2d}. Takes rows of [channels, height, width].
 * The gradient goes to the window's first cell that holds the largest number. A window with a NaN gives NaN, and its
 * gradient goes to the window's last cell. Padding is no number: it never is the largest.
 *
 * @param kernel size of a window
 * @param stride how far the window moves; its size by default
 * @param padding cells around the picture, at most half a window; none by default
 */
@Help("The largest number of each window of each channel; PyTorch's MaxPool2d")
public record MaxPool2d(
        @Help("Size of a window") Extent kernel,

        @Default("kernel") @Help("How far the window moves; kernel: by its size")
        PoolStride stride,

        @Default("0") @Help("Cells of nothing around the picture, at most half a window")
        Padding padding)
        implements Layer {
    public MaxPool2d {
        PoolWindows.check("max_pool2d", kernel, stride, padding);
    }

    /** Square windows side by side. */
    public MaxPool2d(int kernel) {
        this(Extent.of(kernel), PoolStride.KERNEL, Padding.NONE);
    }

    /** The same with another stride. */
    public MaxPool2d withStride(Extent other) {
        return new MaxPool2d(kernel, PoolStride.of(other), padding);
    }

    /** The same with another padding. */
    public MaxPool2d withPadding(Padding other) {
        return new MaxPool2d(kernel, stride, other);
    }

    @Override
    public Shape outputShape(Shape input) {
        Windows windows = windows(input);
        return Shape.of(windows.channels(), windows.outHeight(), windows.outWidth());
    }

    private Windows windows(Shape input) {
        return Windows.of("max_pool2d", input, kernel, stride.orElse(kernel), padding, Extent.ONE);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Windows windows = windows(x.shape());
        PoolWindows cells = new PoolWindows(windows);
        int planes = x.rows() * windows.channels();
        if (isHalving(windows)) {
            int height = planes * windows.outHeight();
            pass.kernels()
                    .elementwise()
                    .largestOfFour(x.array(), x.offset(), y.array(), y.offset(), height, windows.outWidth());
        } else {
            for (int plane = 0; plane < planes; plane++) {
                largest(
                        cells,
                        x.array(),
                        x.offset() + plane * windows.plane(),
                        y.array(),
                        y.offset() + plane * windows.outPlane());
            }
        }
        return (dy, dParameters, dx) -> {
            if (dx != null) {
                backward(pass, cells, x, y, dy, dx);
            }
        };
    }

    /** Whether windows of two by two cells lie side by side and leave nothing over. */
    private static boolean isHalving(Windows windows) {
        Extent two = Extent.of(2);
        return windows.kernel().equals(two)
                && windows.stride().equals(two)
                && 2 * windows.outHeight() == windows.height()
                && 2 * windows.outWidth() == windows.width()
                && windows.top() == 0
                && windows.left() == 0;
    }

    private static void backward(Pass pass, PoolWindows cells, Matrix x, Matrix y, Matrix dy, Matrix dx) {
        Windows windows = cells.windows();
        int planes = x.rows() * windows.channels();
        if (isHalving(windows)) {
            pass.kernels()
                    .elementwise()
                    .largestOfFourGradient(
                            x.array(),
                            x.offset(),
                            y.array(),
                            y.offset(),
                            dy.array(),
                            dy.offset(),
                            dx.array(),
                            dx.offset(),
                            planes * windows.outHeight(),
                            windows.outWidth());
            return;
        }
        Arrays.fill(dx.array(), dx.offset(), dx.offset() + dx.size(), 0);
        for (int plane = 0; plane < planes; plane++) {
            int from = plane * windows.plane();
            int out = plane * windows.outPlane();
            for (int row = 0; row < windows.outHeight(); row++) {
                for (int column = 0; column < windows.outWidth(); column++) {
                    float largest = y.array()[y.offset() + out];
                    int cell = from + first(cells, x.array(), x.offset() + from, row, column, largest);
                    dx.array()[dx.offset() + cell] += dy.array()[dy.offset() + out];
                    out++;
                }
            }
        }
    }

    /** One channel's largest numbers, tap by tap: <em>overwrites</em> y. */
    private static void largest(PoolWindows cells, float[] x, int from, float[] y, int to) {
        Windows windows = cells.windows();
        int stride = windows.stride().width();
        Arrays.fill(y, to, to + windows.outPlane(), Float.NEGATIVE_INFINITY);
        for (int row = 0; row < windows.outHeight(); row++) {
            int out = to + row * windows.outWidth();
            int endRow = cells.endRow(row);
            for (int h = cells.startRow(row); h < endRow; h++) {
                for (int j = 0; j < windows.kernel().width(); j++) {
                    int end = windows.endColumn(j);
                    int cell = from + h * windows.width() + windows.columnOf(j);
                    for (int column = windows.firstColumn(j); column < end; column++) {
                        y[out + column] = Math.max(y[out + column], x[cell + column * stride]);
                    }
                }
            }
        }
    }

    /** The first cell of a window, counted from the channel's start, that holds this number, else its last. */
    private static int first(PoolWindows cells, float[] x, int from, int row, int column, float largest) {
        int width = cells.windows().width();
        int startColumn = cells.startColumn(column);
        int endColumn = cells.endColumn(column);
        int endRow = cells.endRow(row);
        for (int h = cells.startRow(row); h < endRow; h++) {
            for (int w = startColumn; w < endColumn; w++) {
                if (x[from + h * width + w] == largest) {
                    return h * width + w;
                }
            }
        }
        return (endRow - 1) * width + endColumn - 1;
    }
}
