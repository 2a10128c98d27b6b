package io.kindling.kernels.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetaDrawTest {
    private static final int DRAWS = 50_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5, 0.999, 1, 1.7, 5, 1000})
    void momentsAreThoseOfTheDistribution(double alpha) {
        double sum = 0;
        double second = 0;
        double fourth = 0;
        for (long key = 0; key < DRAWS; key++) {
            double draw = BetaDraw.symmetric(alpha, Draws.mix(key));
            assertThat(draw).isBetween(0.0, 1.0);
            double centred = draw - 0.5;
            sum += centred;
            second += centred * centred;
            fourth += centred * centred * centred * centred;
        }
        double variance = 1 / (4 * (2 * alpha + 1));
        // The fourth central moment of Beta(α, α) is 3 / (16 (2 α + 1) (2 α + 3)).
        double fourthMoment = 3 / (16 * (2 * alpha + 1) * (2 * alpha + 3));
        assertThat(sum / DRAWS).isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(second / DRAWS).isCloseTo(variance, within(0.03 * variance));
        assertThat(fourth / DRAWS).isCloseTo(fourthMoment, within(0.06 * fourthMoment));
    }

    @Test
    void withOneItIsUniform() {
        int[] tenths = new int[10];
        for (long key = 0; key < DRAWS; key++) {
            tenths[(int) (10 * BetaDraw.symmetric(1, Draws.mix(key)))]++;
        }
        // 5,000 expected of each, standard deviation 67.
        assertThat(tenths).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(4700, 5300);
            }
        });
    }

    @Test
    void noAlphaIsTooSmallOrTooLarge() {
        for (long key = 0; key < 1000; key++) {
            assertThat(BetaDraw.symmetric(Double.MIN_NORMAL, key)).isIn(0.0, 1.0);
            assertThat(BetaDraw.symmetric(1e300, key)).isCloseTo(0.5, within(1e-9));
        }
    }

    @Test
    void theSameKeyGivesTheSameDraw() {
        assertThat(BetaDraw.symmetric(0.2, 7)).isEqualTo(BetaDraw.symmetric(0.2, 7));
        assertThat(BetaDraw.symmetric(0.2, 7)).isNotEqualTo(BetaDraw.symmetric(0.2, 8));
    }
}
