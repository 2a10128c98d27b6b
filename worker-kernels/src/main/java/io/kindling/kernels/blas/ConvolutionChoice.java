package io.kindling.kernels.blas;

import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a JVM has a library for convolutions.
 *
 * @param made the library; empty where products do them
 */
record ConvolutionChoice(Optional<Convolutions> made) {
    private static final Logger LOG = LoggerFactory.getLogger(Convolutions.class);
    private static final String KIND = "kindling.convolutions";

    /** The one choice of this JVM. */
    private static ConvolutionChoice chosen;

    static synchronized Optional<Convolutions> ofThisJvm() {
        if (chosen == null) {
            chosen = choose(System.getProperty(KIND, "products"));
        }
        return chosen.made();
    }

    /**
     * What is asked for, or products if it does not work, which the log tells.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    static ConvolutionChoice choose(String kind) {
        return switch (kind) {
            case "products" -> new ConvolutionChoice(Optional.empty());
            case "onednn" -> new ConvolutionChoice(ofOneDnn());
            default ->
                throw new IllegalArgumentException("The system property " + KIND + " is \"" + kind
                        + "\", but takes one of products, onednn; leave it out for products.");
        };
    }

    private static Optional<Convolutions> ofOneDnn() {
        try {
            Convolutions library = DnnlConvolutions.load(Elementwise.best());
            LOG.info("By {}.", library.description());
            return Optional.of(library);
        } catch (BlasUnavailableException e) {
            LOG.warn("Convolutions are done by products although oneDNN is asked for: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
