package io.kindling.kernels.blas;

/** What all kinds of products share: netlib's sgemm behind {@link SplitProduct}, which cuts long products into pieces. */
abstract sealed class CutBlas implements Blas permits NativeBlas, VectorBlas, JavaBlas {
    private final SplitProduct product;

    CutBlas(SplitProduct product) {
        this.product = product;
    }

    @Override
    public void gemm(
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
        product.gemm(
                transposeA,
                transposeB,
                m,
                n,
                k,
                alpha,
                a,
                aOffset,
                aStride,
                b,
                bOffset,
                bStride,
                beta,
                c,
                cOffset,
                cStride);
    }
}
