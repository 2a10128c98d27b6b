package io.kindling.kernels.blas;

import io.kindling.kernels.vector.Elementwise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which products a JVM takes where bfloat16 is asked for: {@link Bf16Blas} where it works, or else float32's. */
final class Bf16Choice {
    private static final Logger LOG = LoggerFactory.getLogger(Blas.class);

    /** The one choice of this JVM. */
    private static Blas chosen;

    private Bf16Choice() {}

    static synchronized Blas ofThisJvm() {
        if (chosen == null) {
            chosen = or(BlasChoice.ofThisJvm().blas(), Elementwise.best());
        }
        return chosen;
    }

    private static Blas or(Blas exact, Elementwise loops) {
        try {
            Blas blas = Bf16Blas.load(exact, loops, Bf16Blas.LEAST_FLOPS, Bf16Blas.LEAST_SIZE);
            LOG.info("Matrix products: {}.", blas.description());
            return blas;
        } catch (BlasUnavailableException e) {
            LOG.warn("Matrix products stay in float32 although bf16 is asked for: {}", e.getMessage());
            return exact;
        }
    }
}
