package io.kindling.kernels.convolution;

import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;

/**
 * The picture's cells laid out so that a convolution becomes matrix products. For each channel c and tap column j there is
 * a row that holds, step by step of a {@link Bands band}, the cells that the tap column reads: {@code [channels · kernel
 * width, steps · output width]}. What tap row i reads is then one piece of each of these rows, and the product of tap row i
 * reads it in place: a fifth of the copying of a full im2col for a kernel of height five.
 *
 * <p>Where channels and kernel width are few, products of so short a sum are slow: the pieces are then copied one below
 * the other, and one product does for all tap rows. Where a window is one cell, the picture itself is the operand.
 */
final class Columns {
    /** The shortest sum for which a product for each tap row is worth it. */
    private static final int SHORTEST_SUM = 32;

    private final Elementwise loops;
    private final Windows windows;
    private final int channels;
    private final Bands bands;
    private final boolean inPlace;
    private final boolean whole;

    /** For products over so many channels of the pictures. */
    Columns(Elementwise loops, Windows windows, int channels, Bands bands) {
        this.loops = loops;
        this.windows = windows;
        this.channels = channels;
        this.bands = bands;
        this.inPlace = windows.isPointwise();
        this.whole = windows.kernel().height() > 1 && depth() < SHORTEST_SUM;
    }

    /** Whether the picture itself is what the products read, so that nothing need be laid out. */
    boolean inPlace() {
        return inPlace;
    }

    /** Whether there is one product for all tap rows. */
    boolean whole() {
        return whole;
    }

    /** How many numbers a band takes. */
    int size() {
        int height = bands.height();
        return inPlace ? 0 : depth() * stride(height) + (whole ? sums() * height * windows.outWidth() : 0);
    }

    /** Channels times tap columns. */
    private int depth() {
        return channels * windows.kernel().width();
    }

    /** From one row to the next. */
    private int stride(int height) {
        return bands.allSteps(height) * windows.outWidth();
    }

    /** How many products a band takes. */
    int products() {
        return whole ? 1 : windows.kernel().height();
    }

    /** The length of the sums of one product. */
    int sums() {
        return whole ? depth() * windows.kernel().height() : depth();
    }

    /** Where in a band's numbers, or in place at which pixel, the operand of a product starts. */
    int operand(int product, int start, int height) {
        return inPlace
                ? start * windows.width()
                : whole ? depth() * stride(height) : bands.firstOfTap(product, height) * windows.outWidth();
    }

    /** From one row of that operand to the next. */
    int operandStride(int height) {
        return inPlace ? windows.plane() : whole ? height * windows.outWidth() : stride(height);
    }

    /** Lays out what output rows from start on read: <em>overwrites</em> the band. */
    void unfold(float[] x, int xOffset, int start, int height, Slice slice) {
        if (inPlace) {
            return;
        }
        float[] band = slice.array();
        int length = windows.outWidth();
        int to = slice.offset();
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < windows.kernel().width(); j++) {
                for (int remainder = 0; remainder < bands.remainders(); remainder++) {
                    int first = bands.firstStep(start, height, remainder);
                    int end = bands.endStep(start, height, remainder);
                    Arrays.fill(band, to, to + first * length, 0);
                    int row = bands.row(start, first, remainder);
                    int from = xOffset + c * windows.plane() + row * windows.width();
                    copyRows(x, from, j, band, to + first * length, end - first);
                    Arrays.fill(band, to + end * length, to + bands.steps(height) * length, 0);
                    to += bands.steps(height) * length;
                }
            }
        }
        if (whole) {
            copyPieces(height, band, slice.offset());
        }
    }

    private void copyRows(float[] x, int from, int j, float[] band, int to, int rows) {
        int first = windows.firstColumn(j);
        int end = windows.endColumn(j);
        int length = windows.outWidth();
        int cell = from + windows.columnOf(j);
        int line = windows.stride().height() * windows.width();
        int stride = windows.stride().width();
        if (stride == 1) {
            loops.copyRows(x, cell, line, first, end, band, to, length, rows);
            return;
        }
        for (int r = 0; r < rows; r++) {
            int at = to + r * length;
            Arrays.fill(band, at, at + first, 0);
            for (int k = first; k < end; k++) {
                band[at + k] = x[cell + r * line + k * stride];
            }
            Arrays.fill(band, at + end, at + length, 0);
        }
    }

    /** <em>Adds</em> each cell of the band to the cell of dx that it was read from; may change the band. */
    void fold(Slice slice, int start, int height, float[] dx, int dxOffset) {
        if (inPlace) {
            return;
        }
        float[] band = slice.array();
        int length = windows.outWidth();
        int from = slice.offset();
        if (whole) {
            addPieces(height, band, from);
        }
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < windows.kernel().width(); j++) {
                for (int remainder = 0; remainder < bands.remainders(); remainder++) {
                    int first = bands.firstStep(start, height, remainder);
                    int rows = bands.endStep(start, height, remainder) - first;
                    int row = bands.row(start, first, remainder);
                    int to = dxOffset + c * windows.plane() + row * windows.width();
                    addRows(band, from + first * length, rows, j, dx, to);
                    from += bands.steps(height) * length;
                }
            }
        }
    }

    private void addRows(float[] band, int from, int rows, int j, float[] dx, int to) {
        int first = windows.firstColumn(j);
        int end = windows.endColumn(j);
        int length = windows.outWidth();
        int cell = to + windows.columnOf(j);
        int line = windows.stride().height() * windows.width();
        int stride = windows.stride().width();
        if (stride == 1) {
            loops.addRows(band, from, length, rows, first, end, dx, cell, line);
            return;
        }
        for (int r = 0; r < rows; r++) {
            for (int k = first; k < end; k++) {
                dx[cell + r * line + k * stride] += band[from + r * length + k];
            }
        }
    }

    private void copyPieces(int height, float[] band, int bandOffset) {
        int length = height * windows.outWidth();
        int to = bandOffset + depth() * stride(height);
        for (int i = 0; i < windows.kernel().height(); i++) {
            int piece = bandOffset + bands.firstOfTap(i, height) * windows.outWidth();
            for (int k = 0; k < depth(); k++) {
                System.arraycopy(band, piece + k * stride(height), band, to, length);
                to += length;
            }
        }
    }

    private void addPieces(int height, float[] band, int bandOffset) {
        int length = height * windows.outWidth();
        int from = bandOffset + depth() * stride(height);
        Arrays.fill(band, bandOffset, from, 0);
        for (int i = 0; i < windows.kernel().height(); i++) {
            int piece = bandOffset + bands.firstOfTap(i, height) * windows.outWidth();
            for (int k = 0; k < depth(); k++) {
                loops.add(band, from, band, piece + k * stride(height), length);
                from += length;
            }
        }
    }
}
