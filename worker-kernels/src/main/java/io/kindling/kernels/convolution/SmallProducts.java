package io.kindling.kernels.convolution;

import io.kindling.kernels.blas.Blas;

/**
 * Products of the few rows that a convolution has, cut into blocks that stay in cache. OpenBLAS multiplies up to a million
 * numbers where they lie, without copying them together first, and for so few rows that copying does not pay: 105 GFLOP/s
 * instead of 84 on a core whose large products reach 96. The cut depends on the sizes alone.
 */
record SmallProducts(Blas blas) {
    private static final int MULTIPLICATIONS = 1_000_000;
    private static final int SUMS = 64;
    private static final int COLUMNS = 256;

    /** {@code C = op(A) · B + beta · C}, as {@link Blas#gemm}. */
    void multiply(
            boolean transposeA,
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float beta,
            float[] c,
            int cOffset,
            int cStride) {
        int sums = block(k, SUMS, 1);
        int columns = block(n, COLUMNS, 16);
        int rows = block(m, MULTIPLICATIONS / (sums * columns), 4);
        for (int j = 0; j < n; j += columns) {
            for (int i = 0; i < m; i += rows) {
                for (int p = 0; p < k; p += sums) {
                    blas.gemm(
                            transposeA,
                            false,
                            Math.min(rows, m - i),
                            Math.min(columns, n - j),
                            Math.min(sums, k - p),
                            1,
                            a,
                            aOffset + (transposeA ? p * aStride + i : i * aStride + p),
                            aStride,
                            b,
                            bOffset + p * bStride + j,
                            bStride,
                            p == 0 ? beta : 1,
                            c,
                            cOffset + i * cStride + j,
                            cStride);
                }
            }
        }
    }

    /** The size cut into equal blocks of at most so much each, a multiple of the unit. */
    private static int block(int size, int most, int unit) {
        int blocks = (size + most - 1) / most;
        int block = (size + blocks - 1) / blocks;
        return Math.min(size, (block + unit - 1) / unit * unit);
    }
}
