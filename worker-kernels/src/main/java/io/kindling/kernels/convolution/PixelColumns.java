package io.kindling.kernels.convolution;

import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * The picture's cells laid out for the gradient of the weights: a row for each pixel that a tap row can read, step by step
 * of a {@link Bands band}, with all channels of all tap columns side by side: {@code [steps · output width, kernel width ·
 * channels]}. The sum runs over pixels; with pixels as rows in both operands the products are 20 % faster, which more than
 * pays for turning them around.
 */
final class PixelColumns {
    private final Windows windows;
    private final int channels;
    private final int filters;
    private final Bands bands;

    /** For products over so many channels of the pictures and so many filters. */
    PixelColumns(Windows windows, int channels, int filters, Bands bands) {
        this.windows = windows;
        this.channels = channels;
        this.filters = filters;
        this.bands = bands;
    }

    /** How many numbers it works in: a picture and a band's gradient turned around, and the band. */
    int size() {
        return picture() + filters * bands.height() * windows.outWidth() + band();
    }

    private int picture() {
        return channels * windows.plane();
    }

    private int band() {
        return bands.allSteps(bands.height()) * windows.outWidth() * run();
    }

    /** Numbers of a row of the band. */
    private int run() {
        return windows.kernel().width() * channels;
    }

    /** Turns a picture around for the bands to come. */
    void read(float[] x, int from, Slice slice) {
        turn(x, from, channels, windows.plane(), windows.plane(), slice.array(), slice.offset());
    }

    /**
     * <em>Adds</em> the gradient of one band to the weights', which lie by filter, tap row, tap column and channel.
     *
     * @param dy where the band starts in the first filter's gradient
     */
    void addGradient(
            SmallProducts products, int start, float[] dy, int from, Slice slice, float[] dWeight, int dOffset) {
        int height = bands.height(start);
        int pixels = height * windows.outWidth();
        float[] array = slice.array();
        int turned = slice.offset() + picture();
        int band = turned + filters * pixels;
        turn(dy, from, filters, windows.outPlane(), pixels, array, turned);
        unfold(start, height, array, slice.offset(), band);
        for (int i = 0; i < windows.kernel().height(); i++) {
            products.multiply(
                    true,
                    filters,
                    run(),
                    pixels,
                    array,
                    turned,
                    filters,
                    array,
                    band + bands.firstOfTap(i, height) * windows.outWidth() * run(),
                    run(),
                    1,
                    dWeight,
                    dOffset + i * run(),
                    windows.kernel().height() * run());
        }
    }

    private void unfold(int start, int height, float[] array, int picture, int band) {
        int row = windows.outWidth() * run();
        int to = band;
        for (int remainder = 0; remainder < bands.remainders(); remainder++) {
            int first = bands.firstStep(start, height, remainder);
            int end = bands.endStep(start, height, remainder);
            Arrays.fill(array, to, to + first * row, 0);
            for (int step = first; step < end; step++) {
                int from = picture + bands.row(start, step, remainder) * windows.width() * channels;
                copyWindows(array, from, to + step * row);
            }
            Arrays.fill(array, to + end * row, to + bands.steps(height) * row, 0);
            to += bands.steps(height) * row;
        }
    }

    /** What the windows of one output row read in one row of the picture. */
    private void copyWindows(float[] array, int from, int to) {
        int apart = windows.dilation().width();
        int taps = apart == 1 ? windows.kernel().width() : 1;
        for (int column = 0; column < windows.outWidth(); column++) {
            for (int j = 0; j < windows.kernel().width(); j += taps) {
                int cell = column * windows.stride().width() + j * apart - windows.left();
                int at = to + column * run() + j * channels;
                int first = Math.min(taps, Math.max(0, -cell));
                int end = Math.max(first, Math.min(taps, windows.width() - cell));
                Arrays.fill(array, at, at + first * channels, 0);
                if (first < end) {
                    int length = (end - first) * channels;
                    System.arraycopy(array, from + (cell + first) * channels, array, at + first * channels, length);
                }
                Arrays.fill(array, at + end * channels, at + taps * channels, 0);
            }
        }
    }

    /** Rows become columns: <em>overwrites</em> to, [columns, rows]. Eight at a time, so that what is written lies together. */
    private static void turn(
            float[] from, int fromOffset, int rows, int stride, int columns, float[] to, int toOffset) {
        int r = 0;
        for (; r + 8 <= rows; r += 8) {
            for (int c = 0; c < columns; c++) {
                int source = fromOffset + r * stride + c;
                int target = toOffset + c * rows + r;
                to[target] = from[source];
                to[target + 1] = from[source + stride];
                to[target + 2] = from[source + 2 * stride];
                to[target + 3] = from[source + 3 * stride];
                to[target + 4] = from[source + 4 * stride];
                to[target + 5] = from[source + 5 * stride];
                to[target + 6] = from[source + 6 * stride];
                to[target + 7] = from[source + 7 * stride];
            }
        }
        for (; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[toOffset + c * rows + r] = from[fromOffset + r * stride + c];
            }
        }
    }
}
