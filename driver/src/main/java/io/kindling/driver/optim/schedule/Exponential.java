package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/** A little less at each step: {@code base · factor^step}. */
public record Exponential(
        @Range("(0, inf)") @Help("What the rate is multiplied by at each step.")
        double factor,

        @Default("0") @Range("[0, inf)") @Help("Steps that lead up to the base rate first.")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return (baseRate, step) -> baseRate * Math.pow(factor, (double) step);
    }
}
