package io.kindling.kernels.convolution;

import java.io.Serializable;

/**
 * How far something reaches along a picture's two axes: a kernel, a stride, a dilation. In YAML one number for both, or a
 * pair: {@code 3}, {@code [3, 5]}.
 *
 * @param height cells from top to bottom; at least 1
 * @param width cells from left to right; at least 1
 */
public record Extent(int height, int width) implements Serializable {
    /** What it takes, for messages. */
    public static final String WANTED = "a whole number from 1 on or a pair [height, width] of such";

    /** One cell. */
    public static final Extent ONE = new Extent(1, 1);

    public Extent {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("is " + Extent.text(height, width) + "; it must be " + WANTED);
        }
    }

    /** As far along both axes. */
    public static Extent of(int cells) {
        return new Extent(cells, cells);
    }

    /** {@code 3}, {@code [3, 5]}. */
    @Override
    public String toString() {
        return text(height, width);
    }

    static String text(int height, int width) {
        return height == width ? Integer.toString(height) : "[" + height + ", " + width + "]";
    }
}
