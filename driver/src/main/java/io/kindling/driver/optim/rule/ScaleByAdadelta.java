package io.kindling.driver.optim.rule;

import java.util.List;

/**
 * Gives the update the unit of the parameters (Zeiler 2012: ADADELTA):
 *
 * <pre>
 * v ← rho · v + (1 − rho) · u²
 * u ← u · √((d + epsilon) / (v + epsilon))
 * d ← rho · d + (1 − rho) · u²
 * </pre>
 *
 * @param rho how much of both means stays at each step
 * @param epsilon lets the first step begin, and keeps the division finite
 */
public record ScaleByAdadelta(double rho, double epsilon) implements Rule {
    @Override
    public List<String> arrayNames() {
        return List.of("adadelta.square", "adadelta.delta");
    }

    @Override
    public Transform at(Step step, RuleState state) {
        float[] v = state.arrays()[0];
        float[] d = state.arrays()[1];
        return (from, to) -> scale(step.update(), v, d, (float) rho, (float) (1 - rho), (float) epsilon, from, to);
    }

    private static void scale(float[] u, float[] v, float[] d, float rho, float rest, float epsilon, int from, int to) {
        for (int i = from; i < to; i++) {
            float gradient = u[i];
            float earlier = d[i];
            float square = Faded.normal(rho * v[i] + rest * (gradient * gradient));
            float delta = gradient * (float) Math.sqrt((earlier + epsilon) / (square + epsilon));
            v[i] = square;
            d[i] = Faded.normal(rho * earlier + rest * (delta * delta));
            u[i] = delta;
        }
    }
}
