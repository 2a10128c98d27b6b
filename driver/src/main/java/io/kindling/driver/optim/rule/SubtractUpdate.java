package io.kindling.driver.optim.rule;

/** {@code w ← w − u}: the end of every chain; the optimizer puts it there. */
public record SubtractUpdate() implements Rule {
    @Override
    public Transform at(Step step, RuleState state) {
        return (from, to) -> subtract(step.parameters(), step.update(), from, to);
    }

    private static void subtract(float[] w, float[] u, int from, int to) {
        for (int i = from; i < to; i++) {
            w[i] -= u[i];
        }
    }
}
