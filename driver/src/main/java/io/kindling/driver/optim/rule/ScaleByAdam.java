package io.kindling.driver.optim.rule;

import java.util.List;

/**
 * Divides the mean of the updates by the root of their mean square, both corrected for having started at zero (Kingma
 * and Ba 2015: Adam), at step t:
 *
 * <pre>
 * m ← beta1 · m + (1 − beta1) · u
 * v ← beta2 · v + (1 − beta2) · u²
 * u ← m / (1 − beta1ᵗ) / (√(v / (1 − beta2ᵗ)) + epsilon)
 * </pre>
 *
 * @param beta1 how much of the mean stays at each step
 * @param beta2 how much of the mean square stays at each step
 * @param epsilon keeps the division finite
 */
public record ScaleByAdam(double beta1, double beta2, double epsilon) implements Rule {
    @Override
    public List<String> arrayNames() {
        return List.of("adam.mean", "adam.square");
    }

    @Override
    public Transform at(Step step, RuleState state) {
        float[] m = state.arrays()[0];
        float[] v = state.arrays()[1];
        double t = step.number();
        float meanFactor = (float) (1 / (1 - StrictMath.pow(beta1, t)));
        float rootFactor = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, t)));
        return (from, to) -> scale(step.update(), m, v, meanFactor, rootFactor, from, to);
    }

    private void scale(float[] u, float[] m, float[] v, float meanFactor, float rootFactor, int from, int to) {
        float b1 = (float) beta1;
        float rest1 = (float) (1 - beta1);
        float b2 = (float) beta2;
        float rest2 = (float) (1 - beta2);
        float e = (float) epsilon;
        for (int i = from; i < to; i++) {
            float mean = Faded.normal(b1 * m[i] + rest1 * u[i]);
            float square = Faded.normal(b2 * v[i] + rest2 * (u[i] * u[i]));
            m[i] = mean;
            v[i] = square;
            u[i] = mean * meanFactor / ((float) Math.sqrt(square) * rootFactor + e);
        }
    }
}
