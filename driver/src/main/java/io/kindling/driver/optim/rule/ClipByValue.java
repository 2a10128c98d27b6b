package io.kindling.driver.optim.rule;

import io.kindling.kernels.setting.Interval;

/**
 * Cuts each number of the update off at both sides: {@code u ← max(−clipValue, min(clipValue, u))}.
 *
 * @param clipValue the largest magnitude that passes; positive
 */
public record ClipByValue(double clipValue) implements Rule {
    private static final Interval RANGE = Interval.of("(0, inf)");

    public ClipByValue {
        RANGE.require("clip_value", clipValue);
    }

    @Override
    public Transform at(Step step, RuleState state) {
        return (from, to) -> clip(step.update(), (float) clipValue, from, to);
    }

    private static void clip(float[] u, float limit, int from, int to) {
        for (int i = from; i < to; i++) {
            u[i] = Math.max(-limit, Math.min(limit, u[i]));
        }
    }
}
