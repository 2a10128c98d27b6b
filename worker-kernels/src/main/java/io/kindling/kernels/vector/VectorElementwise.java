package io.kindling.kernels.vector;

/**
 * The loops by the Vector API. They use only operations that are exact, with one rounding each and in a fixed order, so
 * that interpreted and compiled code agree in every bit: no {@code VectorOperators.EXP} and the like, whose bits change
 * when a loop is compiled, and no {@code reduceLanes(ADD)}, whose order is open. {@link Polynomials} stand in for them.
 *
 * <p>Must not be touched where the module {@code jdk.incubator.vector} is missing.
 */
public final class VectorElementwise
        implements Elementwise,
                VectorArithmetic,
                VectorHalving,
                VectorReductions,
                VectorLayerNorm,
                VectorRamps,
                VectorSigmoids,
                VectorGates,
                VectorSmoothRamps,
                VectorGelu,
                VectorMish,
                VectorSoftmax,
                VectorPooling,
                VectorRows {
    VectorElementwise() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String fingerprint() {
        return "elementwise vector " + Lanes.SPECIES.vectorBitSize() + " bit, polynomials " + Polynomials.VERSION;
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
