package io.kindling.driver.optim.rule;

import java.util.List;

/**
 * Divides by the root of the mean square: {@code v ← alpha · v + (1 − alpha) · u²; u ← u / (√v + epsilon)} (Tieleman and
 * Hinton 2012: RMSProp).
 *
 * @param alpha how much of the mean stays at each step
 * @param epsilon keeps the division finite
 */
public record ScaleByRms(double alpha, double epsilon) implements Rule {
    @Override
    public List<String> arrayNames() {
        return List.of("rms.square");
    }

    @Override
    public Transform at(Step step, RuleState state) {
        return (from, to) ->
                scale(step.update(), state.arrays()[0], (float) alpha, (float) (1 - alpha), (float) epsilon, from, to);
    }

    private static void scale(float[] u, float[] v, float alpha, float rest, float epsilon, int from, int to) {
        for (int i = from; i < to; i++) {
            float square = Faded.normal(alpha * v[i] + rest * (u[i] * u[i]));
            v[i] = square;
            u[i] /= (float) Math.sqrt(square) + epsilon;
        }
    }
}
