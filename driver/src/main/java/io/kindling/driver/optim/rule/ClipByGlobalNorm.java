package io.kindling.driver.optim.rule;

import io.kindling.kernels.setting.Interval;

/**
 * Shortens an update that is too long, and keeps its direction:
 * {@code u ← u · min(1, clipNorm / (‖u‖ + 1e-6))}, with the norm over all parameters together (Pascanu et al. 2013: On
 * the difficulty of training recurrent neural networks; the 1e-6 as in PyTorch's {@code clip_grad_norm_}).
 *
 * @param clipNorm the longest norm that passes; positive
 */
public record ClipByGlobalNorm(double clipNorm) implements Rule {
    private static final Interval RANGE = Interval.of("(0, inf)");

    public ClipByGlobalNorm {
        RANGE.require("clip_norm", clipNorm);
    }

    @Override
    public boolean readsWholeUpdate() {
        return true;
    }

    @Override
    public Transform at(Step step, RuleState state) {
        float[] update = step.update();
        double factor = clipNorm / (Norms.of(update, 0, update.length, step.workers()) + 1e-6);
        return factor >= 1 ? Transform.NONE : Scaling.of(update, factor);
    }
}
