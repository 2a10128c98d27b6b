package io.kindling.kernels.vector;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which loops a JVM uses. {@link VectorElementwise} is linked only where the Vector API is there. */
final class ElementwiseChoice {
    static final String PROPERTY = "kindling.elementwise";
    private static final String MODULE = "jdk.incubator.vector";
    private static final Logger LOG = LoggerFactory.getLogger(Elementwise.class);

    private static Elementwise chosen;

    private ElementwiseChoice() {}

    static synchronized Elementwise ofThisJvm() {
        if (chosen == null) {
            boolean vectorApi = ModuleLayer.boot().findModule(MODULE).isPresent();
            chosen = choose(System.getProperty(PROPERTY), vectorApi);
            if (chosen instanceof VectorElementwise) {
                Prelude.play();
            }
        }
        return chosen;
    }

    /**
     * Chooses.
     *
     * @param forced the system property; null where it is not set
     * @param vectorApi whether the module is there
     */
    static Elementwise choose(String forced, boolean vectorApi) {
        if (forced == null) {
            return vectorApi ? new VectorElementwise() : fallback();
        }
        return switch (forced) {
            case "plain" -> new PlainElementwise();
            case "vector" -> vectorApi ? new VectorElementwise() : refuse();
            default ->
                throw new IllegalArgumentException("System property " + PROPERTY + " is \"" + forced
                        + "\"; it takes vector or plain. Without it the fastest is chosen.");
        };
    }

    private static Elementwise fallback() {
        LOG.warn(
                "Element-wise loops run in plain Java, 10 to 50 times slower: this JVM was started without {}. "
                        + "Start it with --add-modules={}, or set {}=plain to silence this.",
                MODULE,
                MODULE,
                PROPERTY);
        return new PlainElementwise();
    }

    private static Elementwise refuse() {
        throw new IllegalStateException("System property " + PROPERTY + " is vector, but this JVM was started without "
                + MODULE + ". Start it with --add-modules=" + MODULE + ", or set the property to plain.");
    }
}
