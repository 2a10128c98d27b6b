package io.kindling.driver.spark.engine;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.blas.GemmSpeed;
import java.io.Serializable;
import java.util.Locale;

/**
 * What a JVM computes with, and how fast.
 *
 * @param blas {@code native}, {@code vector} or {@code java}
 * @param reason why it is that: if better ones do not work, the cause and the cure
 * @param gigaflops of a matrix product in one task, while other tasks do the same
 * @param loops what the element-wise loops are
 */
public record KernelSpeed(String blas, String reason, double gigaflops, String loops) implements Serializable {
    /** Measures this JVM. */
    static KernelSpeed here() {
        Kernels kernels = Kernels.best();
        return new KernelSpeed(
                kernels.blas().name(),
                Blas.reason(),
                GemmSpeed.gigaflops(kernels.blas()),
                kernels.elementwise().fingerprint());
    }

    /** As {@code kindling info} shows it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s Measured: %.0f GFLOP/s a task. Loops: %s.", reason, gigaflops, loops);
    }
}
