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
        float[] ratios = ratios(step);
        return (from, to) -> step.segments()
                .forEach(from, to, (segment, start, end) -> Scaling.scale(u, ratios[segment], start, end));
    }

    private static float[] ratios(Step step) {
        double[] weights = Norms.ofSegments(step.parameters(), step.segments(), step.workers());
        double[] updates = Norms.ofSegments(step.update(), step.segments(), step.workers());
        float[] ratios = new float[weights.length];
        for (int i = 0; i < ratios.length; i++) {
            boolean scales = step.segments().get(i).decays() && weights[i] != 0 && updates[i] != 0;
            ratios[i] = scales ? (float) (weights[i] / updates[i]) : 1;
        }
        return ratios;
    }
}
