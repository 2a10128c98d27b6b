package io.kindling.kernels.tensor;

/**
 * Rows of a batch: row-major float32, one row per example, no gaps. A view on an array that somebody else owns.
 *
 * @param array holds the numbers
 * @param offset where the first row starts
 * @param rows how many rows; may be 0
 * @param shape the shape of one row
 */
public record Matrix(float[] array, int offset, int rows, Shape shape) {
    public Matrix {
        if (rows < 0 || offset < 0 || (long) offset + (long) rows * shape.size() > array.length) {
            throw new IndexOutOfBoundsException(rows + " rows of shape " + shape + " from " + offset
                    + " on do not fit an array of " + array.length);
        }
    }

    /** A matrix of zeros with an array of its own. */
    public static Matrix zeros(int rows, Shape shape) {
        return new Matrix(new float[Math.multiplyExact(rows, shape.size())], 0, rows, shape);
    }

    /** A matrix on the whole of an array. */
    public static Matrix of(float[] array, int rows, Shape shape) {
        return new Matrix(array, 0, rows, shape);
    }

    /** Numbers in a row. */
    public int columns() {
        return shape.size();
    }

    /** Numbers in all. */
    public int size() {
        return rows * shape.size();
    }

    /** Where a row starts in the array. */
    public int rowOffset(int row) {
        return offset + row * shape.size();
    }

    /** The number in a row and column (the row seen as flat). */
    public float at(int row, int column) {
        return array[offset + row * shape.size() + column];
    }

    /** The same numbers seen in rows of another shape; the total must agree. */
    public Matrix reshape(int newRows, Shape newShape) {
        return new Matrix(array, offset, newRows, newShape);
    }

    /** A copy of the numbers, row after row. */
    public float[] toArray() {
        float[] copy = new float[size()];
        System.arraycopy(array, offset, copy, 0, copy.length);
        return copy;
    }
}
