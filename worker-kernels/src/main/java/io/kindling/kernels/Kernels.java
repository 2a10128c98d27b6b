package io.kindling.kernels;

import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.vector.Elementwise;

/**
 * What a JVM computes with: its matrix product and its element-wise loops.
 *
 * @param blas matrix products
 * @param elementwise loops over arrays
 */
public record Kernels(Blas blas, Elementwise elementwise) {
    /** The fastest of each that works here, or the one that a system property forces; chosen once per JVM. */
    public static Kernels best() {
        return best(Precision.FLOAT32);
    }

    /** The same with products in this precision, if they work here. */
    public static Kernels best(Precision precision) {
        return new Kernels(precision == Precision.BF16 ? Blas.bf16() : Blas.best(), Elementwise.best());
    }

    /**
     * What the bits of a result depend on beside the configuration: two JVMs with the same fingerprint compute the same
     * bits.
     */
    public String fingerprint() {
        return blas.fingerprint() + "; " + elementwise.fingerprint();
    }
}
