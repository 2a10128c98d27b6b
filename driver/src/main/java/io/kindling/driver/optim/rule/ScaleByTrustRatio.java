package io.kindling.driver.optim.rule;

/**
 * Gives each tensor's update the norm of the tensor: {@code u ← u · ‖w‖ / ‖u‖}, per segment that decays; where either
 * norm is 0, and for biases and norms, the update stays (You et al. 2020: Large Batch Optimization for Deep Learning, the
 * LAMB optimizer with φ(z) = z).
 */
public record ScaleByTrustRatio() implements Rule {
    @Override
    public boolean readsWholeUpdate() {
        return true;
    }

    @Override
    public Transform at(Step step, RuleState state) {
        float[] u = step.update();
        float[] ratios = new float[step.segments().size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (float) ratio(step, step.segments().get(i));
        }
        return (from, to) -> step.segments()
                .forEach(from, to, (segment, start, end) -> Scaling.scale(u, ratios[segment], start, end));
    }

    private static double ratio(Step step, Segment segment) {
        if (!segment.decays()) {
            return 1;
        }
        double weights = Norms.of(step.parameters(), segment, step.workers());
        double update = Norms.of(step.update(), segment, step.workers());
        return weights == 0 || update == 0 ? 1 : weights / update;
    }
}
