package io.kindling.kernels.convolution;

import java.io.Serializable;

/**
 * Cells of nothing around a picture. In YAML one number, a pair {@code [height, width]} or {@code same}.
 *
 * @param height cells above, and as many below; -1 for {@link #SAME}
 * @param width cells on the left, and as many on the right; -1 for {@link #SAME}
 */
public record Padding(int height, int width) implements Serializable {
    /** What it takes, for messages. */
    public static final String WANTED = "a whole number from 0 on, a pair [height, width] of such, or same";

    /** As much as makes the output as large as the input; what is odd goes below and to the right. */
    public static final Padding SAME = new Padding(-1, -1);

    /** None. */
    public static final Padding NONE = new Padding(0, 0);

    public Padding {
        boolean same = height == -1 && width == -1;
        if (!same && (height < 0 || width < 0)) {
            throw refused(Extent.text(height, width));
        }
    }

    /** As many cells on all four sides. */
    public static Padding of(int cells) {
        return of(cells, cells);
    }

    /** So many cells above and below, and so many on the left and on the right. */
    public static Padding of(int height, int width) {
        if (height < 0 || width < 0) {
            throw refused(Extent.text(height, width));
        }
        return new Padding(height, width);
    }

    private static IllegalArgumentException refused(String found) {
        return new IllegalArgumentException("is " + found + "; it must be " + WANTED);
    }

    /** Whether it is {@link #SAME}. */
    public boolean isSame() {
        return height < 0;
    }

    /** {@code same}, {@code 2}, {@code [2, 0]}. */
    @Override
    public String toString() {
        return isSame() ? "same" : Extent.text(height, width);
    }
}
