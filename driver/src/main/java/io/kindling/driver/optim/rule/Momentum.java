package io.kindling.driver.optim.rule;

import java.util.List;

/**
 * Sums updates up, older ones less: {@code b ← momentum · b + u; u ← b} (Polyak 1964; as PyTorch, without dampening).
 *
 * @param momentum 0 keeps no array and changes nothing
 */
public record Momentum(double momentum) implements Rule {
    @Override
    public List<String> arrayNames() {
        return momentum == 0 ? List.of() : List.of("momentum");
    }

    @Override
    public Transform at(Step step, RuleState state) {
        return momentum == 0
                ? Transform.NONE
                : (from, to) -> trace(step.update(), state.arrays()[0], (float) momentum, from, to);
    }

    private static void trace(float[] u, float[] b, float momentum, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = Faded.normal(momentum * b[i] + u[i]);
            b[i] = sum;
            u[i] = sum;
        }
    }
}
