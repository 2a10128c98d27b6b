package io.kindling.kernels.blas;

/** Whether a matrix lies in its array as the caller of a product says. */
final class StoredMatrix {
    private StoredMatrix() {}

    /** Throws what {@link Blas#gemm} promises where it does not. */
    static void require(String matrix, int rows, int columns, float[] array, int offset, int stride) {
        if (rows < 0 || columns < 0 || stride < columns) {
            throw new IllegalArgumentException(matrix + " of a matrix product is stored as [" + rows + ", " + columns
                    + "] with stride " + stride + "; sizes must not be negative, nor the stride less than a row");
        }
        long end = rows == 0 || columns == 0 ? 0 : offset + (rows - 1L) * stride + columns;
        if (offset < 0 || end > array.length) {
            throw new IndexOutOfBoundsException(matrix + " of a matrix product, [" + rows + ", " + columns
                    + "] with stride " + stride + " from " + offset + " on, does not fit its array of " + array.length);
        }
    }
}
