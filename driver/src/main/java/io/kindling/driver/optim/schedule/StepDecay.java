package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/** Stairs: {@code base · factor^⌊step / every⌋}. */
public record StepDecay(
        @Range("[1, inf)") @Help("Steps between two changes.")
        int every,

        @Default("0.1") @Range("(0, inf)") @Help("What the rate is multiplied by.")
        double factor,

        @Default("0") @Range("[0, inf)") @Help("Steps that lead up to the base rate first.")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return (baseRate, step) -> baseRate * Math.pow(factor, Math.floor(step / (double) every));
    }
}
