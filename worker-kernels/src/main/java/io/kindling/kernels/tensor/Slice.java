package io.kindling.kernels.tensor;

/**
 * A window on a flat array: {@code length} numbers from {@code offset} on. Layers get their parameters and write their
 * gradients through slices of the model's one flat array. The array is shared, never copied.
 */
public record Slice(float[] array, int offset, int length) {
    /** The whole array. */
    public static Slice of(float[] array) {
        return new Slice(array, 0, array.length);
    }

    /** The {@code length} numbers that start {@code start} numbers into this slice. */
    public Slice part(int start, int length) {
        if (start < 0 || length < 0 || start + length > this.length) {
            throw new IndexOutOfBoundsException(
                    "Part [" + start + ", " + (start + length) + ") of a slice of " + this.length);
        }
        return new Slice(array, offset + start, length);
    }
}
