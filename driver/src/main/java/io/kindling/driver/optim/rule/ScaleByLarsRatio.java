package io.kindling.driver.optim.rule;

/**
 * A rate of its own for each tensor (You et al. 2017: Large Batch Training of Convolutional Networks, LARS), per segment
 * that decays:
 *
 * <pre>
 * λ = trust · ‖w‖ / (‖u‖ + decay · ‖w‖)
 * u ← λ · (u + decay · w)
 * </pre>
 *
 * Where ‖w‖ or the divisor is 0, λ is 1. The update of biases and norms stays.
 *
 * @param trust how far, compared with its own norm, a tensor moves in a step at learning rate 1
 * @param decay weight decay, within the ratio
 */
public record ScaleByLarsRatio(double trust, double decay) implements Rule {
    @Override
    public boolean readsWholeUpdate() {
        return true;
    }

    @Override
    public Transform at(Step step, RuleState state) {
        Segments segments = step.segments();
        float[] ratios = ratios(step);
        return (from, to) -> segments.forEach(from, to, (segment, start, end) -> {
            if (segments.get(segment).decays()) {
                scale(step.update(), step.parameters(), ratios[segment], (float) decay, start, end);
            }
        });
    }

    private float[] ratios(Step step) {
        double[] weights = Norms.ofSegments(step.parameters(), step.segments(), step.workers());
        double[] updates = Norms.ofSegments(step.update(), step.segments(), step.workers());
        float[] ratios = new float[weights.length];
        for (int i = 0; i < ratios.length; i++) {
            double divisor = updates[i] + decay * weights[i];
            ratios[i] = weights[i] == 0 || divisor == 0 ? 1 : (float) (trust * weights[i] / divisor);
        }
        return ratios;
    }

    private static void scale(float[] u, float[] w, float ratio, float decay, int from, int to) {
        for (int i = from; i < to; i++) {
            u[i] = ratio * (u[i] + decay * w[i]);
        }
    }
}
