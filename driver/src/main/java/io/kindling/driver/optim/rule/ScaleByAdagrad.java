package io.kindling.driver.optim.rule;

import java.util.List;

/**
 * Divides by the root of all squares so far: {@code s ← s + u²; u ← u / (√s + epsilon)} (Duchi et al. 2011: Adaptive
 * Subgradient Methods).
 *
 * @param epsilon keeps the division finite
 */
public record ScaleByAdagrad(double epsilon) implements Rule {
    @Override
    public List<String> arrayNames() {
        return List.of("adagrad.sum");
    }

    @Override
    public Transform at(Step step, RuleState state) {
        return (from, to) -> scale(step.update(), state.arrays()[0], (float) epsilon, from, to);
    }

    private static void scale(float[] u, float[] s, float epsilon, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = s[i] + u[i] * u[i];
            s[i] = sum;
            u[i] /= (float) Math.sqrt(sum) + epsilon;
        }
    }
}
