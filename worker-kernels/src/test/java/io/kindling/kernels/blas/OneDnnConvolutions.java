package io.kindling.kernels.blas;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** oneDNN's convolutions for tests. */
public final class OneDnnConvolutions {
    private static final Optional<Convolutions> LOADED =
            ConvolutionChoice.choose("onednn").made();

    private OneDnnConvolutions() {}

    /** The one of this JVM; the test that asks is skipped where there is none. */
    public static Convolutions loaded() {
        assumeTrue(LOADED.isPresent(), "oneDNN's convolutions do not work here");
        return LOADED.orElseThrow();
    }
}
