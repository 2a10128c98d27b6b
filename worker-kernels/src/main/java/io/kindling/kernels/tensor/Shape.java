package io.kindling.kernels.tensor;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one row (one example): {@code [784]} for a table, {@code [1, 28, 28]} for a picture (channels first),
 * {@code [time, features]} for a sequence, {@code []} for a single number. The batch axis is never part of it.
 * Immutable.
 */
public final class Shape implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] dimensions;
    private final int size;

    private Shape(int[] dimensions) {
        long product = 1;
        for (int dimension : dimensions) {
            if (dimension <= 0) {
                throw new IllegalArgumentException(
                        "A shape has positive dimensions; this one is " + Arrays.toString(dimensions));
            }
            product *= dimension;
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("A row of shape " + Arrays.toString(dimensions) + " has more than "
                        + Integer.MAX_VALUE + " numbers");
            }
        }
        this.dimensions = dimensions;
        this.size = (int) product;
    }

    /** The shape with these dimensions, outermost first; none for a single number. */
    public static Shape of(int... dimensions) {
        return new Shape(dimensions.clone());
    }

    /** The shape with these dimensions, outermost first. */
    public static Shape of(List<Integer> dimensions) {
        return new Shape(dimensions.stream().mapToInt(Integer::intValue).toArray());
    }

    /** How many axes: 0 for a single number. */
    public int rank() {
        return dimensions.length;
    }

    /** How many numbers a row of this shape holds; 1 for {@code []}. */
    public int size() {
        return size;
    }

    /** The length of an axis, counted from the front. */
    public int dimension(int axis) {
        return dimensions[axis];
    }

    /** The length of the last axis; 1 for {@code []}. */
    public int last() {
        return dimensions.length == 0 ? 1 : dimensions[dimensions.length - 1];
    }

    /** How many vectors along the last axis a row holds: the product of all other axes. */
    public int vectors() {
        return size / last();
    }

    /** This shape with another last axis; {@code []} becomes {@code [last]}. */
    public Shape withLast(int last) {
        int[] changed = dimensions.length == 0 ? new int[1] : dimensions.clone();
        changed[changed.length - 1] = last;
        return new Shape(changed);
    }

    /** The dimensions, outermost first. */
    public List<Integer> dimensions() {
        return Arrays.stream(dimensions).boxed().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dimensions, that.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** {@code [28, 28]}. */
    @Override
    public String toString() {
        return Arrays.stream(dimensions).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
