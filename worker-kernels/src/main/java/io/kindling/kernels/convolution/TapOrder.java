package io.kindling.kernels.convolution;

import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * Weights as the products want them: each filter's {@code [channels, kernel height, kernel width]} becomes {@code [kernel
 * height, channels, kernel width]}, so that what belongs to one tap row lies together.
 *
 * @param filters how many
 * @param channels that a filter reads
 */
record TapOrder(int filters, int channels, Extent kernel) {
    /** Whether both orders are the same. */
    private boolean isGiven(boolean channelsLast) {
        return channels == 1 || (kernel.height() == 1 && (!channelsLast || kernel.width() == 1));
    }

    /** Numbers of a filter. */
    int filter() {
        return channels * kernel.height() * kernel.width();
    }

    /** Numbers of all filters. */
    private int size() {
        return filters * filter();
    }

    /** The weights at the front of these parameters, sorted. */
    Slice sorted(Scratch scratch, Slice parameters) {
        if (isGiven(false)) {
            return parameters;
        }
        Slice sorted = scratch.vector(size());
        int at = sorted.offset();
        for (int f = 0; f < filters; f++) {
            for (int i = 0; i < kernel.height(); i++) {
                for (int c = 0; c < channels; c++) {
                    int from = parameters.offset() + index(f, c, i);
                    System.arraycopy(parameters.array(), from, sorted.array(), at, kernel.width());
                    at += kernel.width();
                }
            }
        }
        return sorted;
    }

    /** Where to gather the sorted weights' gradient: zeros, or the gradient itself where the order is the same. */
    Slice zeros(Scratch scratch, Slice dParameters, boolean channelsLast) {
        if (isGiven(channelsLast)) {
            return dParameters;
        }
        Slice zeros = scratch.vector(size());
        Arrays.fill(zeros.array(), zeros.offset(), zeros.offset() + zeros.length(), 0);
        return zeros;
    }

    /**
     * <em>Adds</em> what was gathered in {@link #zeros} to the gradient.
     *
     * @param channelsLast whether it was gathered by tap row, tap column and channel
     */
    void addBack(Slice sorted, Slice dParameters, boolean channelsLast) {
        if (isGiven(channelsLast)) {
            return;
        }
        int width = kernel.width();
        for (int f = 0; f < filters; f++) {
            for (int i = 0; i < kernel.height(); i++) {
                int row = sorted.offset() + (f * kernel.height() + i) * channels * width;
                for (int c = 0; c < channels; c++) {
                    int to = dParameters.offset() + index(f, c, i);
                    for (int j = 0; j < width; j++) {
                        int from = channelsLast ? j * channels + c : c * width + j;
                        dParameters.array()[to + j] += sorted.array()[row + from];
                    }
                }
            }
        }
    }

    private int index(int f, int c, int i) {
        return ((f * channels + c) * kernel.height() + i) * kernel.width();
    }
}
