package io.kindling.driver.optim.rule;

import io.kindling.kernels.setting.Interval;

/**
 * Shortens the update where the gradient is too long, and keeps its direction:
 * {@code u ← u · min(1, clipNorm / (‖g‖ + 1e-6))}, with the norm of the mean gradient over all parameters together, as it
 * came; so the rule belongs first (Pascanu et al. 2013: On the difficulty of training recurrent neural networks; the 1e-6
 * as in PyTorch's {@code clip_grad_norm_}).
 *
 * @param clipNorm the longest gradient that passes; positive
 */
public record ClipByGlobalNorm(double clipNorm) implements Rule {
    private static final Interval RANGE = Interval.of("(0, inf)");

    public ClipByGlobalNorm {
        RANGE.require("clip_norm", clipNorm);
    }

    @Override
    public Transform at(Step step, RuleState state) {
        double factor = clipNorm / (step.gradientNorm() + 1e-6);
        return factor >= 1 ? Transform.NONE : Scaling.of(step.update(), factor);
    }
}
