package io.kindling.kernels.convolution;

/**
 * A picture's windows in bands of whole output rows, small enough that what a band reads stays in the second-level cache,
 * laid out once for each tap column. The picture rows that a band reads are its <em>steps</em>: one for each output row, and
 * some more for the kernel's reach. With a stride they lie sorted by their remainder, steps of one remainder after those of
 * another, so that what a tap row reads for the whole band lies together.
 */
final class Bands {
    private static final int NUMBERS = 1 << 16;

    private final Windows windows;
    private final int remainders;
    private final int reach;
    private final int height;

    /** @param rowNumbers what one step takes where it is laid out */
    Bands(Windows windows, int rowNumbers) {
        this.windows = windows;
        int furthest = (windows.kernel().height() - 1) * windows.dilation().height();
        this.remainders = Math.min(windows.stride().height(), furthest + 1);
        this.reach = furthest / windows.stride().height();
        int most = Math.max(1, Math.max(NUMBERS / (rowNumbers * remainders) - reach, reach / 2));
        int bands = (windows.outHeight() + most - 1) / most;
        this.height = (windows.outHeight() + bands - 1) / bands;
    }

    /** Output rows of a band; the last one may be shorter. */
    int height() {
        return height;
    }

    /** Output rows of the band that starts at one. */
    int height(int start) {
        return Math.min(height, windows.outHeight() - start);
    }

    int remainders() {
        return remainders;
    }

    /** Steps of each remainder in a band of this height. */
    int steps(int bandHeight) {
        return bandHeight + reach;
    }

    /** Steps of all remainders. */
    int allSteps(int bandHeight) {
        return remainders * steps(bandHeight);
    }

    /** The first of the steps that tap row i reads. */
    int firstOfTap(int i, int bandHeight) {
        int row = i * windows.dilation().height();
        int stride = windows.stride().height();
        return row % stride * steps(bandHeight) + row / stride;
    }

    /** The picture's row at a step; may lie outside. */
    int row(int start, int step, int remainder) {
        return (start + step) * windows.stride().height() + remainder - windows.top();
    }

    /** The first step whose row lies on the picture. */
    int firstStep(int start, int bandHeight, int remainder) {
        int outside = Math.max(0, -row(start, 0, remainder));
        return Math.min(steps(bandHeight), strides(outside));
    }

    /** The end of the steps whose rows lie on the picture. */
    int endStep(int start, int bandHeight, int remainder) {
        int inside = Math.max(0, windows.height() - row(start, 0, remainder));
        return Math.max(firstStep(start, bandHeight, remainder), Math.min(steps(bandHeight), strides(inside)));
    }

    private int strides(int rows) {
        return (rows + windows.stride().height() - 1) / windows.stride().height();
    }
}
