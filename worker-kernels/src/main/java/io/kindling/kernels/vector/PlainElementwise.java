package io.kindling.kernels.vector;

/**
 * The loops in plain Java: the formulas as they stand, in double precision by {@link StrictMath} where they are not
 * simple. The fallback where the Vector API is missing, and the reference that the tests hold the vector loops to.
 */
public final class PlainElementwise
        implements Elementwise,
                PlainArithmetic,
                PlainHalving,
                PlainLayerNorm,
                PlainPooling,
                PlainRamps,
                PlainSigmoids,
                PlainSmoothRamps,
                PlainRows,
                PlainSoftmax {
    PlainElementwise() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public String fingerprint() {
        return "elementwise plain";
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
