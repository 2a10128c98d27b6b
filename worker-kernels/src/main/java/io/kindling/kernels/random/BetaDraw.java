package io.kindling.kernels.random;

/** A draw from the distribution Beta(α, α), as {@code A / (A + B)} of two draws from Gamma(α). */
public final class BetaDraw {
    /** Each attempt is taken with a probability above 0.95: so many fail less than once in 10⁴⁰ draws. */
    private static final int ATTEMPTS = 32;

    private BetaDraw() {}

    /**
     * The draw of a key, in [0, 1].
     *
     * @param alpha above 0. For an α below 1 a draw of Gamma(α) is one of Gamma(α + 1) times {@code U^(1/α)}; only
     *     logarithms are taken, so that no α is too small
     */
    public static double symmetric(double alpha, long key) {
        double shape = alpha < 1 ? alpha + 1 : alpha;
        double difference = logGamma(shape, Draws.key(key, 1)) - logGamma(shape, Draws.key(key, 2));
        if (alpha < 1) {
            double boost = StrictMath.log(1 - Draws.uniform(key, 0)) - StrictMath.log(1 - Draws.uniform(key, 1));
            difference += boost / alpha;
        }
        return 1 / (1 + StrictMath.exp(-difference));
    }

    /**
     * The logarithm of a draw from Gamma(shape), shape at least 1 (Marsaglia and Tsang 2000: A Simple Method for Generating
     * Gamma Variables).
     */
    private static double logGamma(double shape, long key) {
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        long further = Draws.mix(key);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double x = Draws.normal(key, attempt);
            double root = 1 + c * x;
            if (root > 0) {
                double logV = 3 * StrictMath.log(root);
                double logU = StrictMath.log(1 - Draws.uniform(further, attempt));
                if (logU < x * x / 2 + d - d * root * root * root + d * logV) {
                    return StrictMath.log(d) + logV;
                }
            }
        }
        return StrictMath.log(d);
    }
}
