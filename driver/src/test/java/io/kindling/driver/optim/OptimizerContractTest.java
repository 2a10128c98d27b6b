package io.kindling.driver.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.schedule.Cosine;
import io.kindling.driver.optim.schedule.ReduceOnPlateau;
import io.kindling.driver.optim.schedule.Schedule;
import io.kindling.kernels.random.Draws;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer keeps to. A new one joins {@link #all}. */
class OptimizerContractTest {
    private static final Schedule CONSTANT = (rate, step) -> rate;

    /** Each kind, at a rate that suits functions of two parameters; 0 makes it stand still. */
    private static Stream<OptimizerSettings> at(double rate) {
        return Stream.of(
                new Sgd(0.001 * rate, 0, false, 0),
                new Sgd(0.001 * rate, 0.9, false, 0),
                new Sgd(0.001 * rate, 0.9, true, 1e-6),
                new Rmsprop(0.01 * rate, 0.99, 1e-8, 0, 0),
                new Rmsprop(0.002 * rate, 0.99, 1e-8, 0.9, 1e-6),
                new Adagrad(0.5 * rate, 1e-10, 0),
                new Adadelta(rate, 0.9, 1e-6, 0),
                new Adam(0.02 * rate, 0.9, 0.999, 1e-8, false, 0),
                new Adam(0.02 * rate, 0.9, 0.999, 1e-8, true, 1e-6),
                new AdamW(0.02 * rate, 0.9, 0.999, 1e-8, 1e-6),
                new Nadam(0.02 * rate, 0.9, 0.999, 1e-8, 0.004, 0),
                new Lamb(0.02 * rate, 0.9, 0.999, 1e-6, 1e-6),
                new Lars(rate, 0.9, 0.001, 1e-6));
    }

    static Stream<OptimizerSettings> all() {
        return at(1);
    }

    static Stream<OptimizerSettings> standingStill() {
        return at(0);
    }

    @Test
    void theListHoldsEveryRegisteredOptimizer() {
        Set<Class<?>> listed = new HashSet<>();
        all().forEach(settings -> listed.add(settings.getClass()));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(new HashSet<>(Optimizers.BY_NAME.values()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aBadlyScaledBowlIsDescended(OptimizerSettings settings) {
        // 50 (x − 1)² + (y + 2)² / 2
        float[] at = {3, 1};
        minimize(settings, at, p -> new float[] {100 * (p[0] - 1), p[1] + 2});
        assertThat(50 * Math.pow(at[0] - 1, 2) + Math.pow(at[1] + 2, 2) / 2)
                .as("from 204.5, at (%s, %s)", at[0], at[1])
                .isLessThan(1e-3);
    }

    @ParameterizedTest
    @MethodSource("all")
    void rosenbrocksValleyIsFollowed(OptimizerSettings settings) {
        // (1 − x)² + 100 (y − x²)²
        float[] at = {-1.2f, 1};
        minimize(settings, at, p -> {
            float across = 200 * (p[1] - p[0] * p[0]);
            return new float[] {2 * (p[0] - 1) - 2 * p[0] * across, across};
        });
        assertThat(Math.pow(1 - at[0], 2) + 100 * Math.pow(at[1] - at[0] * at[0], 2))
                .as("from 24.2, at (%s, %s)", at[0], at[1])
                .isLessThan(1e-2);
    }

    private interface Slope {
        float[] at(float[] parameters);
    }

    private static void minimize(OptimizerSettings settings, float[] parameters, Slope slope) {
        int steps = 20_000;
        Schedule schedule = new Cosine(Optional.empty(), 0, 100).over(steps);
        List<Segment> segments = List.of(new Segment("xy", 0, 2, true));
        Optimizer optimizer = Optimizer.of(settings, schedule, Optional.of(100.0), Optional.empty(), segments, 2);
        for (int step = 0; step < steps; step++) {
            optimizer.step(parameters, slope.at(parameters));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneThreadAndFourGiveTheSameBits(OptimizerSettings settings) {
        int length = 300_001;
        float[] alone = draws(1, length);
        float[] together = alone.clone();
        Optimizer single = large(settings, length);
        Optimizer parallel = large(settings, length);
        try (Crew crew = new Crew(3)) {
            for (int step = 0; step < 3; step++) {
                single.step(alone, draws(step + 2, length));
                parallel.step(together, draws(step + 2, length), crew);
            }
        }
        assertThat(together).isEqualTo(alone).isNotEqualTo(draws(1, length));
        assertThat(parallel.gradientNorm()).isEqualTo(single.gradientNorm()).isPositive();
    }

    /** Clips, and has tensors whose ends meet no block's. */
    private static Optimizer large(OptimizerSettings settings, int length) {
        List<Segment> segments = List.of(
                new Segment("a", 0, 70_001, true),
                new Segment("b", 70_001, 7, false),
                new Segment("c", 70_008, length - 70_008, true));
        return Optimizer.of(settings, CONSTANT, Optional.of(1.0), Optional.of(0.5), segments, length);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSavedOptimizerGoesOnAsIfItHadNeverStopped(OptimizerSettings settings) {
        Optimizer first = plateau(settings);
        float[] parameters = draws(1, 9);
        for (int step = 0; step < 5; step++) {
            first.step(parameters, draws(step + 2, 9));
            first.schedule().observe(1);
        }
        Optimizer second = plateau(settings);
        float[] others = parameters.clone();
        second.restore(copyOf(first.state()));
        assertThat(second.steps()).isEqualTo(5);
        for (int step = 5; step < 10; step++) {
            first.step(parameters, draws(step + 2, 9));
            second.step(others, draws(step + 2, 9));
            first.schedule().observe(1);
            second.schedule().observe(1);
            assertThat(others).isEqualTo(parameters);
            assertThat(second.learningRate()).isEqualTo(first.learningRate());
        }
    }

    private static Optimizer plateau(OptimizerSettings settings) {
        Schedule schedule = new ReduceOnPlateau(0.5, 2, 0.01, 0, 2).over(100);
        List<Segment> segments = List.of(new Segment("a", 0, 6, true), new Segment("b", 6, 3, false));
        return Optimizer.of(settings, schedule, Optional.of(1.0), Optional.empty(), segments, 9);
    }

    private static OptimizerState copyOf(OptimizerState state) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        state.arrays().forEach((name, array) -> arrays.put(name, array.clone()));
        return new OptimizerState(state.steps(), arrays, Map.copyOf(state.numbers()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutAGradientWhatDoesNotDecayStaysWhereItIs(OptimizerSettings settings) {
        float[] parameters = draws(1, 9);
        List<Segment> segments = List.of(new Segment("bias", 0, 9, false));
        Optimizer optimizer = Optimizer.of(settings, CONSTANT, Optional.of(1.0), Optional.empty(), segments, 9);
        for (int step = 0; step < 3; step++) {
            optimizer.step(parameters, new float[9]);
        }
        assertThat(parameters).isEqualTo(draws(1, 9));
    }

    @ParameterizedTest
    @MethodSource("standingStill")
    void aLearningRateOfZeroChangesNothing(OptimizerSettings settings) {
        float[] parameters = draws(1, 9);
        List<Segment> segments = List.of(new Segment("weight", 0, 9, true));
        Optimizer optimizer = Optimizer.of(settings, CONSTANT, Optional.empty(), Optional.empty(), segments, 9);
        for (int step = 0; step < 3; step++) {
            optimizer.step(parameters, draws(step + 2, 9));
        }
        assertThat(parameters).isEqualTo(draws(1, 9));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aModelWithoutParametersIsStepped(OptimizerSettings settings) {
        Optimizer optimizer = Optimizer.of(settings, CONSTANT, Optional.of(1.0), Optional.of(1.0), List.of(), 0);
        optimizer.step(new float[0], new float[0]);
        assertThat(optimizer.steps()).isEqualTo(1);
        assertThat(optimizer.gradientNorm()).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theStateOfAnotherModelIsRefused(OptimizerSettings settings) {
        OptimizerState state = plateau(settings).state();
        List<Segment> segments = List.of(new Segment("a", 0, 8, true));
        Schedule schedule = new ReduceOnPlateau(0.5, 2, 0.01, 0, 2).over(100);
        Optimizer smaller = Optimizer.of(settings, schedule, Optional.empty(), Optional.empty(), segments, 8);
        if (!state.arrays().isEmpty()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> smaller.restore(state))
                    .withMessageContaining("has 9 numbers, but the model has 8 parameters");
        }
        OptimizerState more = new OptimizerState(1, Map.of("other", new float[8]), Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> smaller.restore(more))
                .withMessageContaining("arrays [other]");
    }

    private static float[] draws(long key, int length) {
        float[] draws = new float[length];
        for (int i = 0; i < length; i++) {
            draws[i] = (float) (Draws.uniform(key, i) - 0.5);
        }
        return draws;
    }
}
