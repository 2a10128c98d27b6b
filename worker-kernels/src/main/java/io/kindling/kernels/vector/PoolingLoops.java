package io.kindling.kernels.vector;

/**
 * The largest of two by two cells. The cells are {@code 2 · height} rows of {@code 2 · width} numbers, without gaps:
 * pictures of even height and width may lie one behind the other. Outputs are <em>overwritten</em>, and share no numbers
 * with inputs. The twins agree in every bit.
 */
public interface PoolingLoops {
    /** {@code y}, [height, width], is the largest of each four; NaN where one of them is. */
    void largestOfFour(float[] x, int xOffset, float[] y, int yOffset, int height, int width);

    /** {@code dx = dy} at the first of each four that is y, the last where none is (y is NaN), and 0 at the others. */
    void largestOfFourGradient(
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int height,
            int width);
}
