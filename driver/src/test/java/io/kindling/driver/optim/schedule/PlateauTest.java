package io.kindling.driver.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlateauTest {
    private static Schedule plateau(double minimum) {
        return new ReduceOnPlateau(0.5, 1, 0.01, minimum, 0).over(100);
    }

    private static void observe(Schedule schedule, double... losses) {
        for (double loss : losses) {
            schedule.observe(loss);
        }
    }

    @Test
    void theRateFallsAfterMoreValidationsWithoutProgressThanPatienceAllows() {
        Schedule schedule = plateau(0);
        observe(schedule, 1, 1);
        assertThat(schedule.rate(1, 0)).isEqualTo(1);
        observe(schedule, 1);
        assertThat(schedule.rate(1, 0)).isEqualTo(0.5);
    }

    @Test
    void lessThanTheThresholdIsNoProgress() {
        Schedule schedule = plateau(0);
        observe(schedule, 1, 0.995, 0.991);
        assertThat(schedule.rate(1, 0)).isEqualTo(0.5);
    }

    @Test
    void lossesBelowZeroMakeProgressToo() {
        Schedule schedule = plateau(0);
        observe(schedule, -1, -1.1, -1.2, -1.3, -1.4);
        assertThat(schedule.rate(1, 0)).isEqualTo(1);
    }

    @Test
    void aLossThatIsNoNumberIsNoProgress() {
        Schedule schedule = plateau(0);
        observe(schedule, 1, Double.NaN, Double.NaN);
        assertThat(schedule.rate(1, 0)).isEqualTo(0.5);
    }

    @Test
    void theRateGoesNoLowerThanTheMinimumNorAboveTheBaseRate() {
        Schedule schedule = plateau(0.2);
        observe(schedule, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(schedule.rate(1, 0)).isCloseTo(0.2, within(1e-15));
        assertThat(schedule.rate(0.05, 0)).isCloseTo(0.05, within(1e-15));
    }

    @Test
    void whatWasHeardIsSavedAndRestoredThroughAWarmup() {
        ReduceOnPlateau settings = new ReduceOnPlateau(0.5, 1, 0.01, 0, 5);
        Schedule first = settings.over(100);
        observe(first, 1, 1, 1, 1);
        Schedule second = settings.over(100);
        second.restore(first.state());
        assertThat(second.state()).isEqualTo(first.state());
        observe(first, 1);
        observe(second, 1);
        assertThat(second.rate(1, 50)).isEqualTo(first.rate(1, 50)).isEqualTo(0.25);
    }

    @Test
    void stateIsFiniteBeforeTheFirstLoss() {
        assertThat(plateau(0).state().values()).allMatch(Double::isFinite);
    }
}
