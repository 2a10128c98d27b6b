package io.kindling.driver.optim.rule;

import java.util.List;

/**
 * Momentum that looks one step ahead: {@code b ← momentum · b + u; u ← u + momentum · b} (Nesterov 1983, in the form of
 * Sutskever et al. 2013 that PyTorch has).
 *
 * @param momentum how much of the sum goes on
 */
public record NesterovMomentum(double momentum) implements Rule {
    @Override
    public List<String> arrayNames() {
        return List.of("momentum");
    }

    @Override
    public Transform at(Step step, RuleState state) {
        return (from, to) -> trace(step.update(), state.arrays()[0], (float) momentum, from, to);
    }

    private static void trace(float[] u, float[] b, float momentum, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = Faded.normal(momentum * b[i] + u[i]);
            b[i] = sum;
            u[i] += momentum * sum;
        }
    }
}
