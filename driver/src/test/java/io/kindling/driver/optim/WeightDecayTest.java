package io.kindling.driver.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.optim.rule.Segment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two equal tensors of which only the first decays. */
class WeightDecayTest {
    private static final List<Segment> SEGMENTS =
            List.of(new Segment("weight", 0, 2, true), new Segment("bias", 2, 2, false));

    static Stream<OptimizerSettings> decaying() {
        return Stream.of(
                new Sgd(0.1, 0, false, 0.1),
                new Sgd(0.1, 0.9, true, 0.1),
                new Rmsprop(0.1, 0.9, 1e-8, 0, 0.1),
                new Adagrad(0.1, 1e-10, 0.1),
                new Adadelta(1, 0.9, 1e-6, 0.1),
                new Adam(0.1, 0.9, 0.999, 1e-8, false, 0.1),
                new AdamW(0.1, 0.9, 0.999, 1e-8, 0.1),
                new Nadam(0.1, 0.9, 0.999, 1e-8, 0.004, 0.1),
                new Lamb(0.1, 0.9, 0.999, 1e-6, 0.1),
                new Lars(0.1, 0.9, 0.001, 0.1));
    }

    private static float[] afterOneStep(OptimizerSettings settings, float... gradient) {
        float[] parameters = {2, 3, 2, 3};
        Optimizer.of(settings, (rate, step) -> rate, Optional.empty(), Optional.empty(), SEGMENTS, 4)
                .step(parameters, gradient);
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("decaying")
    void onlyWeightsArePulledTowardsZero(OptimizerSettings settings) {
        float[] after = afterOneStep(settings, 0, 0, 0, 0);
        assertThat(after[0]).isLessThan(2);
        assertThat(after[1]).isLessThan(3);
        assertThat(after[2]).isEqualTo(2);
        assertThat(after[3]).isEqualTo(3);
    }

    @Test
    void l2IsAddedToTheGradient() {
        // 2 − 0.1 · (1 + 0.5 · 2), 3 − 0.1 · (−1 + 0.5 · 3)
        assertThat(afterOneStep(new Sgd(0.1, 0, false, 0.5), 1, -1, 1, -1))
                .containsExactly(new float[] {1.8f, 2.95f, 1.9f, 3.1f}, within(1e-6f));
    }

    @Test
    void decoupledDecayIsNotDividedByTheGradientsSize() {
        // Adam's first step is the gradient's sign: 2 − 0.1 · (1 + 0.5 · 2), 3 − 0.1 · (−1 + 0.5 · 3)
        assertThat(afterOneStep(new AdamW(0.1, 0.9, 0.999, 1e-8, 0.5), 7, -7, 7, -7))
                .containsExactly(new float[] {1.8f, 2.95f, 1.9f, 3.1f}, within(1e-6f));
    }
}
