package io.kindling.kernels.vector;

/**
 * Loops over arrays, in single precision. Every method works on windows: {@code length} numbers of an array from an
 * offset on; a length of 0 does nothing.
 *
 * <p>An output window may be one of the input windows (same array, same offset): the loop then works in place. Windows
 * that overlap in any other way give undefined numbers. Nothing outside the output window is written.
 *
 * <p>What an element becomes depends on the element alone, not on its position, on the window's length or on whether
 * the loop has been compiled yet. NaN gives NaN, except where a row of dropout leaves it out.
 *
 * <p>Thread-safe and without state; nothing is allocated.
 */
public sealed interface Elementwise
        extends ArithmeticLoops,
                HalvingLoops,
                LayerNormLoops,
                PoolingLoops,
                RampLoops,
                RowLoops,
                SigmoidLoops,
                SmoothRampLoops,
                SoftmaxLoops
        permits PlainElementwise, VectorElementwise {
    /**
     * The fastest that works here; chosen once per JVM. The system property {@code kindling.elementwise} forces {@code
     * vector} or {@code plain}.
     *
     * @throws IllegalArgumentException if the property holds something else
     * @throws IllegalStateException if it forces {@code vector} and the JVM runs without {@code jdk.incubator.vector}
     */
    static Elementwise best() {
        return ElementwiseChoice.ofThisJvm();
    }

    /** {@code vector} or {@code plain}: what {@code kindling.elementwise} takes. */
    String name();

    /** What the bits of a result depend on: the kind, the vector's width and the version of the polynomials. */
    String fingerprint();
}
