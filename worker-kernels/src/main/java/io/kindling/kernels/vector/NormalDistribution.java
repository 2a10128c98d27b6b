package io.kindling.kernels.vector;

/** The standard normal distribution in double precision. */
final class NormalDistribution {
    private static final double DENSITY_AT_0 = 1 / StrictMath.sqrt(2 * StrictMath.PI);
    private static final double SERIES_UP_TO = 3;
    private static final int FRACTION_TERMS = 120;

    private NormalDistribution() {}

    /** φ(x). */
    static double density(double x) {
        return DENSITY_AT_0 * StrictMath.exp(-x * x / 2);
    }

    /**
     * Φ(x): near 0 by the series {@code 1/2 + φ(x) (x + x³/3 + x⁵/(3·5) + …)}, further out by the continued fraction
     * {@code φ(x) / (x + 1/(x + 2/(x + 3/(x + …))))} of the tail (Abramowitz and Stegun 26.2.11 and 26.2.14).
     */
    static double cumulative(double x) {
        if (Math.abs(x) <= SERIES_UP_TO) {
            double sum = x;
            double term = x;
            for (int n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
                term *= x * x / n;
                sum += term;
            }
            return 0.5 + density(x) * sum;
        }
        double distance = Math.abs(x);
        double fraction = distance;
        for (int n = FRACTION_TERMS; n >= 1; n--) {
            fraction = distance + n / fraction;
        }
        double tail = density(x) / fraction;
        return x > 0 ? 1 - tail : tail;
    }
}
