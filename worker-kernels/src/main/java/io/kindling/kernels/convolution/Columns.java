package io.kindling.kernels.convolution;

import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * The picture's cells laid out so that a convolution becomes matrix products. For each channel c and tap column j there is
 * a row that holds, for each picture row that a band of output rows needs, the cells that tap column reads: {@code
 * [channels · kernel width, picture rows · output width]}. What tap row i of the whole band reads is then one piece of each
 * of these rows, so that the product of tap row i reads it in place: a fifth of the copying of a full im2col for a kernel
 * of height five. With a stride, picture rows lie sorted by their remainder, so that the pieces stay whole.
 *
 * <p>Where channels and kernel width are few, products of so short a sum are slow: the pieces are then copied one below
 * the other, and one product does for all tap rows.
 */
final class Columns {
    /** The shortest sum for which a product for each tap row is worth it. */
    private static final int SHORTEST_SUM = 32;

    /** Numbers of a band, for the second-level cache. */
    private static final int BAND = 1 << 16;

    private final Windows windows;
    private final int channels;
    private final int remainders;
    private final int steps;
    private final int bandHeight;
    private final boolean whole;
    private final boolean inPlace;

    /** For products over so many channels of the pictures. */
    Columns(Windows windows, int channels) {
        this.windows = windows;
        this.channels = channels;
        int reach = (windows.kernel().height() - 1) * windows.dilation().height();
        this.remainders = Math.min(windows.stride().height(), reach + 1);
        this.steps = reach / windows.stride().height();
        this.inPlace = windows.isPointwise();
        this.whole = windows.kernel().height() > 1 && depth() < SHORTEST_SUM;
        int outRow = depth() * windows.outWidth() * (whole ? windows.kernel().height() : remainders);
        int most = inPlace ? windows.outHeight() : Math.max(1, Math.max(BAND / outRow - steps, steps / 2));
        int bands = (windows.outHeight() + most - 1) / most;
        this.bandHeight = (windows.outHeight() + bands - 1) / bands;
    }

    /** Whether the picture itself is what the products read, so that nothing need be laid out. */
    boolean inPlace() {
        return inPlace;
    }

    /** Output rows of a band; the last one may be shorter. */
    int bandHeight() {
        return bandHeight;
    }

    /** How many numbers a band takes. */
    int size() {
        return inPlace
                ? 0
                : depth() * stride(bandHeight)
                        + (whole ? windows.kernel().height() * depth() * bandHeight * windows.outWidth() : 0);
    }

    /** Channels times tap columns. */
    private int depth() {
        return channels * windows.kernel().width();
    }

    /** How many products a band takes. */
    int products() {
        return whole ? 1 : windows.kernel().height();
    }

    /** The length of the sums of one product. */
    int sums() {
        return whole ? depth() * windows.kernel().height() : depth();
    }

    /** Where in a band's numbers the operand of a product starts. */
    int operand(int product, int height) {
        return whole ? depth() * stride(height) : piece(product, height);
    }

    /** From one row of that operand to the next. */
    int operandStride(int height) {
        return whole ? height * windows.outWidth() : stride(height);
    }

    /** Lays out what output rows from start on read: <em>overwrites</em> the band. */
    void unfold(float[] x, int xOffset, int start, int height, Slice slice) {
        if (inPlace) {
            return;
        }
        float[] band = slice.array();
        int to = slice.offset();
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < windows.kernel().width(); j++) {
                for (int remainder = 0; remainder < remainders; remainder++) {
                    for (int step = 0; step < height + steps; step++) {
                        int row = (start + step) * windows.stride().height() + remainder - windows.top();
                        if (row < 0 || row >= windows.height()) {
                            Arrays.fill(band, to, to + windows.outWidth(), 0);
                        } else {
                            copyRow(x, xOffset + c * windows.plane() + row * windows.width(), j, band, to);
                        }
                        to += windows.outWidth();
                    }
                }
            }
        }
        if (whole) {
            copyPieces(height, band, slice.offset());
        }
    }

    private void copyRow(float[] x, int from, int j, float[] band, int to) {
        int first = windows.firstColumn(j);
        int end = windows.endColumn(j);
        int stride = windows.stride().width();
        int column = from + windows.columnOf(j);
        for (int k = 0; k < first; k++) {
            band[to + k] = 0;
        }
        if (stride == 1) {
            System.arraycopy(x, column + first, band, to + first, end - first);
        } else {
            for (int k = first; k < end; k++) {
                band[to + k] = x[column + k * stride];
            }
        }
        for (int k = end; k < windows.outWidth(); k++) {
            band[to + k] = 0;
        }
    }

    /** <em>Adds</em> each cell of the band to the cell of dx that it was read from; may change the band. */
    void fold(Slice slice, int start, int height, float[] dx, int dxOffset) {
        if (inPlace) {
            return;
        }
        float[] band = slice.array();
        int from = slice.offset();
        if (whole) {
            addPieces(height, band, from);
        }
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < windows.kernel().width(); j++) {
                for (int remainder = 0; remainder < remainders; remainder++) {
                    for (int step = 0; step < height + steps; step++) {
                        int row = (start + step) * windows.stride().height() + remainder - windows.top();
                        if (row >= 0 && row < windows.height()) {
                            addRow(band, from, j, dx, dxOffset + c * windows.plane() + row * windows.width());
                        }
                        from += windows.outWidth();
                    }
                }
            }
        }
    }

    private void addRow(float[] band, int from, int j, float[] dx, int to) {
        int end = windows.endColumn(j);
        int stride = windows.stride().width();
        int column = to + windows.columnOf(j);
        for (int k = windows.firstColumn(j); k < end; k++) {
            dx[column + k * stride] += band[from + k];
        }
    }

    private void copyPieces(int height, float[] band, int bandOffset) {
        int length = height * windows.outWidth();
        int to = bandOffset + operand(0, height);
        for (int i = 0; i < windows.kernel().height(); i++) {
            for (int k = 0; k < depth(); k++) {
                System.arraycopy(band, bandOffset + piece(i, height) + k * stride(height), band, to, length);
                to += length;
            }
        }
    }

    private void addPieces(int height, float[] band, int bandOffset) {
        int length = height * windows.outWidth();
        int from = bandOffset + operand(0, height);
        Arrays.fill(band, bandOffset, from, 0);
        for (int i = 0; i < windows.kernel().height(); i++) {
            for (int k = 0; k < depth(); k++) {
                int to = bandOffset + piece(i, height) + k * stride(height);
                for (int n = 0; n < length; n++) {
                    band[to + n] += band[from + n];
                }
                from += length;
            }
        }
    }

    /** Where in each row what tap row i reads starts. */
    private int piece(int i, int height) {
        int reach = i * windows.dilation().height();
        int stride = windows.stride().height();
        return (reach % stride * (height + steps) + reach / stride) * windows.outWidth();
    }

    /** From one row to the next. */
    private int stride(int height) {
        return remainders * (height + steps) * windows.outWidth();
    }
}
