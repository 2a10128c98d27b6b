package io.kindling.driver.bench;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.blas.Blas;
import java.util.Arrays;

/** What the threads of this JVM reach in bare products at this moment. */
public final class Ceiling {
    private Ceiling() {}

    /** GFLOP/s of 1024³ products, one on each thread at the same time. */
    public static double gflops(int threads) throws InterruptedException {
        int size = 1024;
        int products = 12;
        Thread[] all = new Thread[threads];
        long start = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            all[t] = new Thread(() -> {
                Blas blas = Kernels.best().blas();
                float[] a = new float[size * size];
                float[] b = new float[size * size];
                float[] c = new float[size * size];
                Arrays.fill(a, 0.5f);
                Arrays.fill(b, 0.25f);
                for (int i = 0; i < products; i++) {
                    blas.gemm(false, false, size, size, size, 1, a, 0, size, b, 0, size, 0, c, 0, size);
                }
            });
            all[t].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        return 2.0 * size * size * size * products * threads / (System.nanoTime() - start);
    }
}
