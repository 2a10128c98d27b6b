package io.kindling.kernels.blas;

/**
 * The matrix product, in single precision and row-major. Thread-safe; one call runs on one thread, so that tasks and not
 * the library share out the cores.
 */
public sealed interface Blas permits NativeBlas, VectorBlas, JavaBlas {
    /**
     * {@code C = alpha · op(A) · op(B) + beta · C}, where op transposes or not. Row-major: element (i, j) of a matrix
     * lies at {@code offset + i · stride + j}, the stride being at least the stored matrix's width.
     *
     * @param transposeA whether A is stored as [k, m] (true) or as [m, k]
     * @param transposeB whether B is stored as [n, k] (true) or as [k, n]
     * @param m rows of C; may be 0
     * @param n columns of C; may be 0
     * @param k the summed length; with 0 C becomes {@code beta · C}
     * @param beta 0 <em>overwrites</em> C (whatever it held, NaN included), 1 <em>adds to</em> it
     */
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
            int cStride);

    /** {@code native}, {@code vector} or {@code java}: what {@code kindling.blas} takes. */
    String name();

    /** For people: library, version, processor kernel, threads. */
    String description();

    /** What the bits of a product depend on. */
    String fingerprint();
}
