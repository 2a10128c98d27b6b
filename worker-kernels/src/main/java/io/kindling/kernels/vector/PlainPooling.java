package io.kindling.kernels.vector;

/** {@link PoolingLoops} in plain Java. */
interface PlainPooling extends PoolingLoops {
    @Override
    default void largestOfFour(float[] x, int xOffset, float[] y, int yOffset, int height, int width) {
        for (int row = 0; row < height; row++) {
            int above = xOffset + row * 4 * width;
            int below = above + 2 * width;
            int to = yOffset + row * width;
            for (int i = 0; i < width; i++) {
                float upper = Math.max(x[above + 2 * i], x[above + 2 * i + 1]);
                float lower = Math.max(x[below + 2 * i], x[below + 2 * i + 1]);
                y[to + i] = Math.max(upper, lower);
            }
        }
    }

    @Override
    default void largestOfFourGradient(
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int height,
            int width) {
        for (int row = 0; row < height; row++) {
            int above = row * 4 * width;
            int below = above + 2 * width;
            for (int i = 0; i < width; i++) {
                float largest = y[yOffset + row * width + i];
                float d = dy[dyOffset + row * width + i];
                int first = x[xOffset + above + 2 * i] == largest ? 1 : 0;
                int second = x[xOffset + above + 2 * i + 1] == largest ? 1 - first : 0;
                int third = x[xOffset + below + 2 * i] == largest ? 1 - first - second : 0;
                dx[dxOffset + above + 2 * i] = first == 1 ? d : 0;
                dx[dxOffset + above + 2 * i + 1] = second == 1 ? d : 0;
                dx[dxOffset + below + 2 * i] = third == 1 ? d : 0;
                dx[dxOffset + below + 2 * i + 1] = first + second + third == 0 ? d : 0;
            }
        }
    }
}
