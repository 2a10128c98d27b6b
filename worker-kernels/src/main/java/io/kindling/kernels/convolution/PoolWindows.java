package io.kindling.kernels.convolution;

/** The part of each pooling window that lies on the picture. */
record PoolWindows(Windows windows) {
    /** Refuses windows that lie beside the picture as a whole, and strides that do not go with their padding. */
    static void check(String layer, Extent kernel, PoolStride stride, Padding padding) {
        if (padding.isSame() && !stride.orElse(kernel).equals(Extent.ONE)) {
            throw new IllegalArgumentException(
                    layer + " has a stride of " + stride.orElse(kernel) + "; padding: same needs a stride of 1");
        }
        if (2 * (long) padding.height() > kernel.height() || 2 * (long) padding.width() > kernel.width()) {
            throw new IllegalArgumentException(layer + " has a padding of " + padding + " and windows of " + kernel
                    + "; padding must be at most half a window");
        }
    }

    int startRow(int row) {
        return Math.max(0, row * windows.stride().height() - windows.top());
    }

    int endRow(int row) {
        return Math.min(
                windows.height(),
                row * windows.stride().height()
                        - windows.top()
                        + windows.kernel().height());
    }

    int startColumn(int column) {
        return Math.max(0, column * windows.stride().width() - windows.left());
    }

    int endColumn(int column) {
        return Math.min(
                windows.width(),
                column * windows.stride().width()
                        - windows.left()
                        + windows.kernel().width());
    }

    /** Cells of a window on the picture. */
    int size(int row, int column) {
        return (endRow(row) - startRow(row)) * (endColumn(column) - startColumn(column));
    }
}
