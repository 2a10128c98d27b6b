package io.kindling.driver.optim.rule;

/**
 * Pulls weights towards zero: {@code u ← u + factor · w}, for segments that decay. Ahead of a rule that scales by the
 * gradient's history it is L2 regularisation; behind it, it is decoupled weight decay (Loshchilov and Hutter 2019:
 * Decoupled Weight Decay Regularization).
 *
 * @param factor 0 changes nothing
 */
public record AddDecayedWeights(double factor) implements Rule {
    @Override
    public Transform at(Step step, RuleState state) {
        if (factor == 0) {
            return Transform.NONE;
        }
        Segments segments = step.segments();
        return (from, to) -> segments.forEach(from, to, (segment, start, end) -> {
            if (segments.get(segment).decays()) {
                add(step.update(), step.parameters(), (float) factor, start, end);
            }
        });
    }

    private static void add(float[] u, float[] w, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            u[i] += factor * w[i];
        }
    }
}
