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
        float[] ratios = new float[segments.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (float) ratio(step, segments.get(i));
        }
        return (from, to) -> segments.forEach(from, to, (segment, start, end) -> {
            if (segments.get(segment).decays()) {
                scale(step.update(), step.parameters(), ratios[segment], (float) decay, start, end);
            }
        });
    }

    private double ratio(Step step, Segment segment) {
        double weights = Norms.of(step.parameters(), segment, step.workers());
        double update = Norms.of(step.update(), segment, step.workers());
        double divisor = update + decay * weights;
        return weights == 0 || divisor == 0 ? 1 : trust * weights / divisor;
    }

    private static void scale(float[] u, float[] w, float ratio, float decay, int from, int to) {
        for (int i = from; i < to; i++) {
            u[i] = ratio * (u[i] + decay * w[i]);
        }
    }
}
