package io.kindling.kernels.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {
    /** From Python's {@code statistics.NormalDist().inv_cdf}. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.6, 0.2533471031357998",
        "0.925, 1.439531470938456",
        "0.075, -1.4395314709384557",
        "0.975, 1.9599639845400536",
        "0.001, -3.090232306167813",
        "0.9999999, 5.199337582290662",
        "1e-10, -6.361340902404056",
        "1e-14, -7.650628092935268"
    })
    void sevenFiguresAreRight(double p, double quantile) {
        assertThat(NormalQuantile.of(p)).isCloseTo(quantile, within(2e-7 * Math.max(1, Math.abs(quantile))));
    }

    @Test
    void aLargerProbabilityHasALargerQuantile() {
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 10_000; i++) {
            double quantile = NormalQuantile.of(i / 10_000.0);
            assertThat(quantile).isGreaterThan(before);
            before = quantile;
        }
    }

    @Test
    void theLowestAndHighestDrawsAreFinite() {
        assertThat(NormalQuantile.of(0x1.0p-53)).isBetween(-8.3, -8.0);
        assertThat(NormalQuantile.of(1 - 0x1.0p-53)).isBetween(8.0, 8.3);
    }
}
