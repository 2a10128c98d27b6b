package io.kindling.kernels.vector;

/**
 * The numbers behind the vector loops, fitted for the smallest relative error over their range, and what they are for.
 *
 * <p>The exponential: {@code a = k ln 2 + r} with k whole and r within ±0.347. Adding {@link #ROUND} rounds {@code a / ln
 * 2} to k and leaves {@code k + 127} in the low bits, which shifted left by 23 are the float {@code s = 2^k}. With {@code
 * p = r + r² (E2 + E3 r + E4 r² + E5 r³ + E6 r⁴)}, off by 1.4e-8, {@code exp(a) = s + s p} and {@code exp(a) - 1 = s p +
 * (s - 1)}. Arguments below {@link #LOWEST} give 0, above {@link #HIGHEST} infinity.
 *
 * <p>The loops write this out in place, eight lines each, instead of calling a method: a method that takes and returns
 * vectors is fast only where the compiler chooses to inline it, and ten times slower elsewhere.
 */
final class Polynomials {
    /** Raised whenever a number or a formula here changes, since results then change in their last bits. */
    static final int VERSION = 1;

    static final float LOWEST = -87f;
    static final float HIGHEST = 88.37f;
    static final float LOG2_E = 1.442695f;
    static final float ROUND = 0x1.8p23f + 127;
    static final float MINUS_LN2_HIGH = -0.6931472f;
    static final float MINUS_LN2_LOW = 1.9046542e-9f;
    static final float E2 = 0.49999997f;
    static final float E3 = 0.16666543f;
    static final float E4 = 0.0416672f;
    static final float E5 = 0.008366596f;
    static final float E6 = 0.0013882507f;

    /** {@code ln(1 + e) = 2 artanh(z) = z (2 + L2 z² + L4 z⁴ + …)} with {@code z = e / (2 + e)}; e in [0, 1]. */
    static final float L2 = 0.6666642f;

    static final float L4 = 0.40021527f;
    static final float L6 = 0.28001806f;
    static final float L8 = 0.28011984f;

    /**
     * The normal distribution's upper tail: {@code 1 - Φ(x) = exp(-x²/2) (Q1 t + … + Q8 t⁸)} with {@code t = 1 / (1 + Q0
     * x)} for x from 0 on; the form of Abramowitz and Stegun 7.1.26, off by 1.5e-7 of the tail itself.
     */
    static final float Q0 = 0.3f;

    static final float Q1 = 0.11962929f;
    static final float Q2 = 0.120754f;
    static final float Q3 = 0.09991323f;
    static final float Q4 = 0.12856255f;
    static final float Q5 = -0.05368558f;
    static final float Q6 = 0.20635583f;
    static final float Q7 = -0.15720457f;
    static final float Q8 = 0.035675164f;

    /** The density of the normal distribution at 0: {@code 1 / √(2π)}. */
    static final float DENSITY_AT_0 = 0.3989423f;

    /** Beyond this a gate is open or shut to the last bit. */
    static final float FAR = 1e4f;

    private Polynomials() {}
}
