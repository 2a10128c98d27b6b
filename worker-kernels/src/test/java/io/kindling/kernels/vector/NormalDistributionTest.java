package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalDistributionTest {
    @Test
    void theTablesValuesAreMet() {
        assertThat(NormalDistribution.cumulative(0)).isEqualTo(0.5);
        assertThat(NormalDistribution.cumulative(1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(NormalDistribution.cumulative(-1.96)).isCloseTo(0.024997895148220435, within(1e-15));
        assertThat(NormalDistribution.cumulative(-5)).isCloseTo(2.866515718791939e-7, within(1e-20));
        assertThat(NormalDistribution.density(1)).isCloseTo(0.24197072451914337, within(1e-15));
    }

    @Test
    void seriesAndFractionMeetWithoutAStep() {
        double left = NormalDistribution.cumulative(-3);
        double right = NormalDistribution.cumulative(Math.nextDown(-3.0));
        assertThat(right).isCloseTo(left, within(1e-14));
    }
}
