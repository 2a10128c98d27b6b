package io.kindling.kernels.blas;

import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which products a JVM takes where bfloat16 is asked for: {@link Bf16Blas} where it works, or else float32's.
 *
 * @param made the choice
 * @param logged whether the log tells of it
 */
record Bf16Choice(BlasChoice made, boolean logged) {
    private static final Logger LOG = LoggerFactory.getLogger(Blas.class);

    /** The one choice of this JVM. */
    private static Bf16Choice chosen;

    /** What products are computed with; logged the first time. */
    static synchronized Blas ofThisJvm() {
        BlasChoice choice = chosen().made();
        if (!chosen.logged()) {
            chosen = new Bf16Choice(choice, true);
            if (choice.fallback()) {
                LOG.warn("Matrix products stay in float32 although bf16 is asked for: {}", choice.reason());
            } else {
                LOG.info(choice.reason());
            }
        }
        return choice.blas();
    }

    /** Why they stay in float32, and what to do; empty where they do not. */
    static synchronized Optional<String> hindrance() {
        BlasChoice choice = chosen().made();
        return choice.fallback() ? Optional.of(choice.reason()) : Optional.empty();
    }

    private static synchronized Bf16Choice chosen() {
        if (chosen == null) {
            chosen = new Bf16Choice(or(BlasChoice.ofThisJvm().blas(), Elementwise.best()), false);
        }
        return chosen;
    }

    private static BlasChoice or(Blas exact, Elementwise loops) {
        try {
            Blas blas = Bf16Blas.load(exact, loops);
            return new BlasChoice(blas, "Matrix products: " + blas.description() + ".", false);
        } catch (BlasUnavailableException e) {
            return new BlasChoice(exact, e.getMessage(), true);
        }
    }
}
