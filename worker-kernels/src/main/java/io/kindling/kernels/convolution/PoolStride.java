package io.kindling.kernels.convolution;

import java.io.Serializable;

/**
 * How far a pooling window moves: in YAML one number, a pair {@code [height, width]}, or {@code kernel}.
 *
 * @param height cells downwards; 0 for {@link #KERNEL}
 * @param width cells to the right; 0 for {@link #KERNEL}
 */
public record PoolStride(int height, int width) implements Serializable {
    /** What it takes, for messages. */
    public static final String WANTED = "kernel, a whole number from 1 on or a pair [height, width] of such";

    /** By the window's own size, so that windows lie side by side. */
    public static final PoolStride KERNEL = new PoolStride(0, 0);

    public PoolStride {
        boolean kernel = height == 0 && width == 0;
        if (!kernel && (height < 1 || width < 1)) {
            throw new IllegalArgumentException("is " + Extent.text(height, width) + "; it must be " + WANTED);
        }
    }

    /** By this many cells. */
    public static PoolStride of(Extent stride) {
        return new PoolStride(stride.height(), stride.width());
    }

    /** The stride of a window of this size. */
    Extent orElse(Extent kernel) {
        return height == 0 ? kernel : new Extent(height, width);
    }

    /** {@code kernel}, {@code 2}, {@code [2, 1]}. */
    @Override
    public String toString() {
        return height == 0 ? "kernel" : Extent.text(height, width);
    }
}
