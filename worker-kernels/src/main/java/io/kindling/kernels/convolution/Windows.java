package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.tensor.Shape;

/**
 * Where the windows of a convolution or a pooling lie on a picture of [channels, height, width]. Tap (i, j) of the window
 * at (row, column) of the output reads the cell {@code (row · stride + i · dilation - top, column · stride + j · dilation
 * - left)}, or nothing where that lies outside.
 *
 * @param channels of the picture
 * @param height of the picture
 * @param width of the picture
 * @param kernel taps of a window
 * @param stride between windows
 * @param dilation between taps
 * @param top rows of padding above
 * @param left columns of padding on the left
 * @param outHeight windows from top to bottom
 * @param outWidth windows from left to right
 */
record Windows(
        int channels,
        int height,
        int width,
        Extent kernel,
        Extent stride,
        Extent dilation,
        int top,
        int left,
        int outHeight,
        int outWidth) {
    /**
     * The windows on rows of this shape.
     *
     * @param layer its name, for messages
     * @throws ShapeException if the rows are no pictures or smaller than the kernel
     */
    static Windows of(String layer, Shape input, Extent kernel, Extent stride, Padding padding, Extent dilation) {
        if (input.rank() != 3) {
            throw new ShapeException(layer + " takes pictures of [channels, height, width], but this input is " + input
                    + ". Put reshape: [channels, height, width] in front of it");
        }
        long reachDown = (long) dilation.height() * (kernel.height() - 1);
        long reachRight = (long) dilation.width() * (kernel.width() - 1);
        long top = padding.isSame() ? reachDown / 2 : padding.height();
        long left = padding.isSame() ? reachRight / 2 : padding.width();
        long freeHeight = input.dimension(1) - 1 + (padding.isSame() ? 0 : 2 * top - reachDown);
        long freeWidth = input.dimension(2) - 1 + (padding.isSame() ? 0 : 2 * left - reachRight);
        if (freeHeight < 0 || freeWidth < 0) {
            throw new ShapeException(layer + " has a window of " + shape(reachDown + 1, reachRight + 1)
                    + " cells, but this input is " + input + " with a padding of " + padding
                    + ". Make kernel or dilation smaller, or padding larger");
        }
        return new Windows(
                input.dimension(0),
                input.dimension(1),
                input.dimension(2),
                kernel,
                stride,
                dilation,
                Math.toIntExact(top),
                Math.toIntExact(left),
                Math.toIntExact(freeHeight / stride.height() + 1),
                Math.toIntExact(freeWidth / stride.width() + 1));
    }

    private static String shape(long height, long width) {
        return "[" + height + ", " + width + "]";
    }

    /** Cells of one channel of the input. */
    int plane() {
        return height * width;
    }

    /** Windows on one channel. */
    int outPlane() {
        return outHeight * outWidth;
    }

    /** The first output column whose tap j lies on the picture. */
    int firstColumn(int j) {
        int before = left - j * dilation.width();
        return Math.min(outWidth, before <= 0 ? 0 : (before + stride.width() - 1) / stride.width());
    }

    /** The end of the output columns whose tap j lies on the picture. */
    int endColumn(int j) {
        int last = width - 1 + left - j * dilation.width();
        return last < 0 ? firstColumn(j) : Math.max(firstColumn(j), Math.min(outWidth, last / stride.width() + 1));
    }

    /** The picture's column that tap j of output column 0 reads; may be negative. */
    int columnOf(int j) {
        return j * dilation.width() - left;
    }

    /** Whether each window is one cell, and they lie side by side on the whole picture. */
    boolean isPointwise() {
        return kernel.equals(Extent.ONE) && stride.equals(Extent.ONE) && top == 0 && left == 0;
    }
}
