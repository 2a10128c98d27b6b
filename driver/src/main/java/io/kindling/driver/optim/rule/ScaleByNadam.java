package io.kindling.driver.optim.rule;

import java.util.List;

/**
 * Adam with Nesterov's look ahead (Dozat 2016: Incorporating Nesterov Momentum into Adam), at step t:
 *
 * <pre>
 * μₜ = beta1 · (1 − 0.96^(t · momentumDecay) / 2),   Πₜ = μ₁ · … · μₜ
 * m ← beta1 · m + (1 − beta1) · u
 * v ← beta2 · v + (1 − beta2) · u²
 * u ← (u · (1 − μₜ) / (1 − Πₜ) + m · μₜ₊₁ / (1 − Πₜ · μₜ · μₜ₊₁)) / (√(v / (1 − beta2ᵗ)) + epsilon)
 * </pre>
 *
 * This is PyTorch up to 1.13. From 2.0 on it has Πₜ₊₁ where here is Πₜ · μₜ · μₜ₊₁, which differs by less than 1 % of an
 * update at the first step, and by nothing once the products have vanished.
 *
 * @param beta1 how much of the mean stays at each step
 * @param beta2 how much of the mean square stays at each step
 * @param epsilon keeps the division finite
 * @param momentumDecay how fast μ rises from half of beta1 to beta1
 */
public record ScaleByNadam(double beta1, double beta2, double epsilon, double momentumDecay) implements Rule {
    @Override
    public List<String> arrayNames() {
        return List.of("nadam.mean", "nadam.square");
    }

    @Override
    public List<String> numberNames() {
        return List.of("nadam.product");
    }

    @Override
    public Transform at(Step step, RuleState state) {
        double t = step.number();
        double before = t == 1 ? 1 : state.numbers()[0];
        double now = momentumAt(t);
        double next = momentumAt(t + 1);
        double product = before * now;
        state.numbers()[0] = product;
        float updateFactor = (float) ((1 - now) / (1 - product));
        float meanFactor = (float) (next / (1 - product * now * next));
        float rootFactor = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, t)));
        return (from, to) -> scale(step.update(), state.arrays(), updateFactor, meanFactor, rootFactor, from, to);
    }

    private double momentumAt(double t) {
        return beta1 * (1 - 0.5 * StrictMath.pow(0.96, t * momentumDecay));
    }

    private void scale(
            float[] u, float[][] arrays, float updateFactor, float meanFactor, float rootFactor, int from, int to) {
        float[] m = arrays[0];
        float[] v = arrays[1];
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
            u[i] = (u[i] * updateFactor + mean * meanFactor) / ((float) Math.sqrt(square) * rootFactor + e);
        }
    }
}
