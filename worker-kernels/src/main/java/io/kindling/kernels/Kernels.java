package io.kindling.kernels;

import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.blas.Convolutions;
import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;

/**
 * What a JVM computes with: its matrix product, its element-wise loops, and convolutions where they are not made of these.
 *
 * @param blas matrix products
 * @param elementwise loops over arrays
 * @param convolutions by a library; empty where products do them
 */
public record Kernels(Blas blas, Elementwise elementwise, Optional<Convolutions> convolutions) {
    /** The fastest of each that works here, or the one that a system property forces; chosen once per JVM. */
    public static Kernels best() {
        return best(Precision.FLOAT32);
    }

    /** The same with products in this precision, if they work here. */
    public static Kernels best(Precision precision) {
        return new Kernels(
                precision == Precision.BF16 ? Blas.bf16() : Blas.best(), Elementwise.best(), Convolutions.ofThisJvm());
    }

    /** The same for one thread at a time, see {@link Blas#forOneThread}. */
    public Kernels forOneThread() {
        return new Kernels(blas.forOneThread(), elementwise, convolutions);
    }

    /** For people: what computes products, and convolutions if that is something else. */
    public String description() {
        return blas.description()
                + convolutions
                        .map(library -> "; convolutions " + library.description())
                        .orElse("");
    }

    /**
     * What the bits of a result depend on beside the configuration: two JVMs with the same fingerprint compute the same
     * bits.
     */
    public String fingerprint() {
        return blas.fingerprint() + "; " + elementwise.fingerprint()
                + convolutions
                        .map(library -> "; convolutions " + library.fingerprint())
                        .orElse("");
    }
}
