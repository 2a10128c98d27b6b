package io.kindling.kernels.blas;

import java.util.Arrays;

/** How fast matrix products are here: for people who want to know what runs, not for comparing libraries. */
public final class GemmSpeed {
    private static final int SIZE = 512;
    private static final long NANOS = 300_000_000;

    private GemmSpeed() {}

    /**
     * Multiplies square matrices of {@value #SIZE} on this thread for 0.3 s.
     *
     * @return the speed of the fastest product, in GFLOP/s (10⁹ multiplications and additions a second)
     */
    public static double gigaflops(Blas blas) {
        float[] a = new float[SIZE * SIZE];
        float[] c = new float[SIZE * SIZE];
        Arrays.fill(a, 0.5f);
        long start = System.nanoTime();
        long shortest = Long.MAX_VALUE;
        long now = start;
        do {
            long before = now;
            multiply(blas, a, c);
            now = System.nanoTime();
            shortest = Math.min(shortest, now - before);
        } while (now - start < NANOS);
        return 2.0 * SIZE * SIZE * SIZE / shortest;
    }

    /** One such product. */
    static void multiplyOnce(Blas blas) {
        multiply(blas, new float[SIZE * SIZE], new float[SIZE * SIZE]);
    }

    private static void multiply(Blas blas, float[] a, float[] c) {
        blas.gemm(false, false, SIZE, SIZE, SIZE, 1, a, 0, SIZE, a, 0, SIZE, 0, c, 0, SIZE);
    }
}
