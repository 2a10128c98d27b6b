package io.kindling.driver.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.random.Draws;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RateCurveTest {
    private static final int STEPS = 120;

    /** Falls around 1e-3, is lowest around 1e-2, is lost around 1e-1. */
    private static double usual(double decade) {
        return 2.3 - 2 / (1 + Math.exp(-6 * (decade + 3))) + Math.exp(6 * (decade + 1));
    }

    @Test
    void findsWhereTheLossFallsMostAndWhereItIsLost() {
        RateCurve curve = curve(RateCurveTest::usual, 0);
        assertThat(curve.rate(curve.steepest())).isBetween(5e-4, 4e-3);
        assertThat(curve.lost().map(curve::rate).orElseThrow()).isBetween(0.05, 0.3);
        assertThat(curve.suggested()).isLessThanOrEqualTo(curve.rate(curve.lowest()) / 10);
    }

    @Test
    void batchesThatDifferDoNotDecide() {
        for (int seed = 1; seed < 50; seed++) {
            RateCurve curve = curve(RateCurveTest::usual, seed);
            assertThat(curve.suggested()).as("seed " + seed).isBetween(2e-4, 5e-3);
            assertThat(curve.lost().map(curve::rate).orElseThrow()).isBetween(0.03, 0.5);
        }
    }

    @Test
    void aLossThatOnlyFallsIsNeverLost() {
        RateCurve curve = curve(decade -> 2.3 - 2 / (1 + Math.exp(-6 * (decade + 2))), 0);
        assertThat(curve.lost()).isEmpty();
        assertThat(curve.fellBy(0.5)).isTrue();
    }

    @Test
    void aLossThatStaysWhereItIsFallsAtNoRate() {
        assertThat(curve(decade -> 2.3, 3).fellBy(0.05)).isFalse();
    }

    @Test
    void aLossThatIsNoLongerFiniteIsLost() {
        RateCurve curve = curve(decade -> decade < -2 ? 2.3 - (decade + 6) / 4 : Double.POSITIVE_INFINITY, 0);
        assertThat(curve.lost().map(curve::rate).orElseThrow()).isBetween(0.01, 0.012);
    }

    /** Losses by the logarithm of the rate from 1e-6 to 1, with noise of a tenth unless the seed is 0. */
    private static RateCurve curve(DoubleUnaryOperator loss, long seed) {
        RateCurve curve = new RateCurve();
        for (int step = 0; step < STEPS; step++) {
            double decade = -6 + 6.0 * step / (STEPS - 1);
            double noise = seed == 0 ? 0 : 0.1 * Draws.normal(seed, step);
            curve.add(Math.pow(10, decade), loss.applyAsDouble(decade) + noise);
        }
        return curve;
    }
}
