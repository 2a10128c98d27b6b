package io.kindling.driver.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every schedule keeps to. */
class ScheduleContractTest {
    private static final double BASE = 0.1;
    private static final int TOTAL = 100;

    /** Every schedule that takes a warm-up of the given length. */
    private static Stream<ScheduleSettings> withWarmup(int steps) {
        return Stream.of(
                new Constant(steps),
                new StepDecay(10, 0.5, steps),
                new MultiStep(List.of(5, 20), 0.1, steps),
                new Exponential(0.99, steps),
                new Cosine(Optional.empty(), 0.001, steps),
                new Polynomial(Optional.empty(), 1, steps),
                new ReduceOnPlateau(0.5, 1, 0, 0.001, steps));
    }

    static Stream<ScheduleSettings> all() {
        return Stream.concat(
                withWarmup(0),
                Stream.of(
                        new LinearWarmup(10, 0.1),
                        new OneCycle(Optional.empty(), Optional.empty(), 0.3, 25, 10_000),
                        new OneCycle(Optional.of(BASE), Optional.of(1), 0, 25, 10_000)));
    }

    static Stream<ScheduleSettings> warm() {
        return withWarmup(8);
    }

    @Test
    void theListHoldsEveryRegisteredSchedule() {
        Set<Class<?>> listed = new HashSet<>();
        all().forEach(settings -> listed.add(settings.getClass()));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(new HashSet<>(Schedules.BY_NAME.values()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void ratesLieBetweenZeroAndTheBaseRateLongAfterTheEndToo(ScheduleSettings settings) {
        Schedule schedule = settings.over(TOTAL);
        for (long step = 0; step < 3 * TOTAL; step++) {
            assertThat(schedule.rate(BASE, step)).as("step %d", step).isBetween(0.0, BASE * (1 + 1e-12));
        }
        assertThat(schedule.rate(BASE, Long.MAX_VALUE / 2)).isBetween(0.0, BASE * (1 + 1e-12));
    }

    @ParameterizedTest
    @MethodSource("all")
    void askingTwiceGivesTheSameRate(ScheduleSettings settings) {
        Schedule schedule = settings.over(TOTAL);
        double first = schedule.rate(BASE, 7);
        schedule.rate(BASE, 99);
        assertThat(schedule.rate(BASE, 7)).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("warm")
    void warmupRisesInEqualStepsToTheBaseRateAndThenTheScheduleBegins(ScheduleSettings settings) {
        Schedule schedule = settings.over(TOTAL);
        for (int step = 0; step < 8; step++) {
            assertThat(schedule.rate(BASE, step)).isCloseTo(BASE * (step + 1) / 8, within(1e-15));
        }
        Schedule proper = settings.afterWarmup(TOTAL - 8);
        for (int step = 8; step < TOTAL; step++) {
            assertThat(schedule.rate(BASE, step)).isEqualTo(proper.rate(BASE, step - 8));
        }
    }

    @ParameterizedTest
    @MethodSource("warm")
    void aRunShorterThanItsWarmupStillHasRates(ScheduleSettings settings) {
        Schedule schedule = settings.over(3);
        assertThat(schedule.rate(BASE, 2)).isCloseTo(BASE * 3 / 8, within(1e-15));
    }

    @Test
    void aScheduleWithoutStepsEndsWithTheRun() {
        assertThat(new Cosine(Optional.empty(), 0.001, 20).over(TOTAL).rate(BASE, TOTAL))
                .isEqualTo(0.001);
        assertThat(new Cosine(Optional.empty(), 0.001, 20).over(TOTAL).rate(BASE, 60))
                .isCloseTo((BASE + 0.001) / 2, within(1e-15));
        assertThat(new Polynomial(Optional.empty(), 1, 0).over(TOTAL).rate(BASE, 50))
                .isCloseTo(BASE / 2, within(1e-15));
        assertThat(new OneCycle(Optional.empty(), Optional.empty(), 0.3, 25, 10)
                        .over(TOTAL)
                        .rate(BASE, TOTAL))
                .isCloseTo(BASE / 250, within(1e-15));
    }

    @Test
    void aScheduleWithStepsKeepsToThem() {
        Schedule schedule = new Cosine(Optional.of(10), 0, 0).over(TOTAL);
        assertThat(schedule.rate(BASE, 5)).isCloseTo(BASE / 2, within(1e-15));
        assertThat(schedule.rate(BASE, 10)).isZero();
        assertThat(schedule.rate(BASE, 15)).isZero();
    }
}
