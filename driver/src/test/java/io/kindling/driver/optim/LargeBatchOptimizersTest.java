package io.kindling.driver.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.optim.rule.Segment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** LAMB and LARS by hand, with two tensors of their own norms and a bias. */
class LargeBatchOptimizersTest {
    private static final List<Segment> SEGMENTS =
            List.of(new Segment("a", 0, 2, true), new Segment("b", 2, 2, true), new Segment("bias", 4, 1, false));

    private static Optimizer optimizer(OptimizerSettings settings) {
        return Optimizer.of(settings, (rate, step) -> rate, Optional.empty(), Optional.empty(), SEGMENTS, 5);
    }

    @Test
    void lambMovesATensorByTheRateTimesItsNorm() {
        float[] parameters = {3, 4, 0, 10, 1};
        optimizer(new Lamb(0.01, 0.9, 0.999, 1e-6, 0)).step(parameters, new float[] {2, -2, 0, 5, -3});
        // Adam's first step is the sign, (1, −1): norm √2, so a moves by 0.01 · 5 / √2 in each direction; b: (0, 1), by
        // 0.01 · 10; the bias by 0.01
        float a = (float) (0.05 / Math.sqrt(2));
        assertThat(parameters).containsExactly(new float[] {3 - a, 4 + a, 0, 9.9f, 1.01f}, within(1e-6f));
    }

    @Test
    void lambsDecayLiesWithinTheTrustRatio() {
        float[] parameters = {3, 4, 0, 10, 1};
        optimizer(new Lamb(0.01, 0.9, 0.999, 1e-6, 0.5)).step(parameters, new float[] {2, -2, 0, 5, -3});
        // a: u = (1 + 1.5, −1 + 2) = (2.5, 1), norm √7.25, ratio 5 / √7.25; b: u = (0, 6), ratio 10 / 6
        double ratio = 5 / Math.sqrt(7.25);
        float[] expected = {(float) (3 - 0.01 * ratio * 2.5), (float) (4 - 0.01 * ratio), 0, 9.9f, 1.01f};
        assertThat(parameters).containsExactly(expected, within(1e-6f));
    }

    @Test
    void lambsSecondStepHasAdamsMoments() {
        float[] parameters = {3, 4, 0, 10, 1};
        Optimizer lamb = optimizer(new Lamb(0.01, 0.5, 0.75, 1e-6, 0));
        lamb.step(parameters, new float[] {0, 0, 0, 2, 0});
        lamb.step(parameters, new float[] {0, 0, 0, 0, 4});
        // b after one step: 9.9; m = 0.5, v = 0.75: its direction alone counts, so it moves by 0.01 · 9.9;
        // bias: m = 2 / (1 − 0.25), v = 4 / (1 − 0.5625), so it moves by 0.01 · (8 / 3) / √(64 / 7)
        float bias = (float) (1 - 0.01 * (8 / 3.0) / Math.sqrt(64 / 7.0));
        assertThat(parameters).containsExactly(new float[] {3, 4, 0, 9.801f, bias}, within(2e-6f));
    }

    @Test
    void larsScalesATensorByItsNormAndItsGradients() {
        float[] parameters = {3, 4, 0, 10, 1};
        optimizer(new Lars(2, 0, 0.01, 0.1)).step(parameters, new float[] {0, 1, 3, 4, 0.25f});
        // a: λ = 0.01 · 5 / (1 + 0.1 · 5) = 1 / 30, u = λ (0.3, 1.4); b: λ = 0.01 · 10 / (5 + 1) = 1 / 60, u = λ (3, 5)
        float[] expected = {3 - 0.6f / 30, 4 - 2.8f / 30, -6f / 60, 10 - 10f / 60, 0.5f};
        assertThat(parameters).containsExactly(expected, within(1e-6f));
    }

    @Test
    void larsKeepsMomentumOfWhatWasScaled() {
        float[] parameters = {3, 4, 0, 10, 1};
        Optimizer lars = optimizer(new Lars(1, 0.5, 0.01, 0));
        lars.step(parameters, new float[] {0, 0, 0, 7, 0});
        lars.step(parameters, new float[] {0, 0, 0, 0, 0});
        // b: λ u = 0.01 · 10 / 7 · 7 = 0.1; then half of it once more
        assertThat(parameters).containsExactly(new float[] {3, 4, 0, 9.85f, 1}, within(1e-6f));
    }

    @Test
    void aTensorOfZerosLeavesZero() {
        for (OptimizerSettings settings :
                List.of(new Lamb(0.01, 0.9, 0.999, 1e-6, 0.01), new Lars(0.01, 0, 0.001, 0.01))) {
            float[] parameters = new float[5];
            optimizer(settings).step(parameters, new float[] {1, 1, 1, 1, 1});
            assertThat(parameters).containsOnly(new float[] {-0.01f}, within(1e-6f));
        }
    }
}
