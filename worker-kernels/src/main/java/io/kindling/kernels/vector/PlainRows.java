package io.kindling.kernels.vector;

import java.util.Arrays;

/** {@link RowLoops} in plain Java. */
interface PlainRows extends RowLoops {
    @Override
    default void copyRows(
            float[] x, int xOffset, int xStride, int first, int end, float[] y, int yOffset, int length, int rows) {
        for (int r = 0; r < rows; r++) {
            int to = yOffset + r * length;
            Arrays.fill(y, to, to + first, 0);
            if (first < end) {
                System.arraycopy(x, xOffset + r * xStride + first, y, to + first, end - first);
            }
            Arrays.fill(y, to + end, to + length, 0);
        }
    }

    @Override
    default void addRows(
            float[] y, int yOffset, int length, int rows, int first, int end, float[] x, int xOffset, int xStride) {
        for (int r = 0; r < rows; r++) {
            for (int i = first; i < end; i++) {
                x[xOffset + r * xStride + i] += y[yOffset + r * length + i];
            }
        }
    }
}
