package io.kindling.kernels.vector;

/** Loops over arrays. */
public sealed interface Elementwise permits PlainElementwise, VectorElementwise {
    String fingerprint();
}
