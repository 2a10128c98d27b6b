package io.kindling.kernels.blas;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Row-major products by a column-major library, cut into pieces of bounded work. What a library reads column by column
 * is the transpose of what we lay row by row, so {@code C = A · B} is asked for as {@code Cᵀ = Bᵀ · Aᵀ}: the same arrays,
 * the operands swapped.
 *
 * <p>Sizes are halved, to multiples of {@value #TILE}, until a piece is small enough: the summed length as long as it
 * is the largest size, and where C is wide and high even down to {@value #SHALLOW}, which is what a library keeps in
 * cache; else the longer side of C. The cut depends on the sizes alone, so the bits of a product do too.
 *
 * @param library does the pieces
 * @param pieceFlops the most floating-point operations (multiplications and additions) of one call of the library
 */
record SplitProduct(BLAS library, long pieceFlops) {
    private static final int TILE = 32;
    private static final int SHALLOW = 256;

    /** As {@link Blas#gemm}. */
    void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
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
        StoredMatrix.require("A", transposeA ? k : m, transposeA ? m : k, a, aOffset, aStride);
        StoredMatrix.require("B", transposeB ? n : k, transposeB ? k : n, b, bOffset, bStride);
        StoredMatrix.require("C", m, n, c, cOffset, cStride);
        if (k == 0 || alpha == 0) {
            scale(m, n, beta, c, cOffset, cStride);
            return;
        }
        int rows = m;
        int columns = n;
        int depth = k;
        while (2L * rows * columns * depth > pieceFlops) {
            boolean deep = depth > SHALLOW && rows >= SHALLOW && columns >= SHALLOW;
            if (deep || depth >= Math.max(rows, columns)) {
                depth = half(depth);
            } else if (columns >= rows) {
                columns = half(columns);
            } else {
                rows = half(rows);
            }
        }
        String opA = transposeA ? "T" : "N";
        String opB = transposeB ? "T" : "N";
        for (int i = 0; i < m; i += rows) {
            for (int j = 0; j < n; j += columns) {
                for (int p = 0; p < k; p += depth) {
                    library.sgemm(
                            opB,
                            opA,
                            Math.min(columns, n - j),
                            Math.min(rows, m - i),
                            Math.min(depth, k - p),
                            alpha,
                            b,
                            bOffset + (transposeB ? j * bStride + p : p * bStride + j),
                            bStride,
                            a,
                            aOffset + (transposeA ? p * aStride + i : i * aStride + p),
                            aStride,
                            p == 0 ? beta : 1,
                            c,
                            cOffset + i * cStride + j,
                            cStride);
                }
            }
        }
    }

    private static int half(int size) {
        int half = (size + 1) / 2;
        return half < TILE ? half : (half + TILE - 1) / TILE * TILE;
    }

    private static void scale(int m, int n, float beta, float[] c, int cOffset, int cStride) {
        for (int i = 0; i < m; i++) {
            int row = cOffset + i * cStride;
            for (int j = row; j < row + n; j++) {
                c[j] = beta == 0 ? 0 : beta * c[j];
            }
        }
    }
}
