package io.kindling.kernels.blas;

/**
 * The sizes of a convolution of pictures. Tap (i, j) of the filter at (row, column) of the output reads the cell {@code (row
 * · strideDown + i · dilationDown - top, column · strideRight + j · dilationRight - left)}, or nothing where that lies
 * outside.
 *
 * @param channels of the input
 * @param height of the input
 * @param width of the input
 * @param filters channels of the output
 * @param outHeight of the output
 * @param outWidth of the output
 * @param kernelHeight taps of a filter from top to bottom
 * @param kernelWidth taps of a filter from left to right
 * @param strideDown from one row of the output to the next
 * @param strideRight from one column of the output to the next
 * @param dilationDown from one tap to the one below; 1 where they touch
 * @param dilationRight from one tap to the one on the right
 * @param top rows of padding above
 * @param left columns of padding on the left
 */
public record ConvolutionShape(
        int channels,
        int height,
        int width,
        int filters,
        int outHeight,
        int outWidth,
        int kernelHeight,
        int kernelWidth,
        int strideDown,
        int strideRight,
        int dilationDown,
        int dilationRight,
        int top,
        int left) {
    /** Numbers of one picture of the input. */
    int inputSize() {
        return channels * height * width;
    }

    /** Numbers of one picture of the output. */
    int outputSize() {
        return filters * outHeight * outWidth;
    }

    /** Numbers of all filters. */
    int weightSize() {
        return filters * channels * kernelHeight * kernelWidth;
    }

    /** Multiplications of one picture. */
    long multiplications() {
        return (long) weightSize() * outHeight * outWidth;
    }

    /** Rows of padding that the filters reach below. */
    int bottom() {
        return Math.max(0, (outHeight - 1) * strideDown + (kernelHeight - 1) * dilationDown + 1 - height - top);
    }

    /** Columns of padding that the filters reach on the right. */
    int right() {
        return Math.max(0, (outWidth - 1) * strideRight + (kernelWidth - 1) * dilationRight + 1 - width - left);
    }
}
