package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/** A little less at each step: {@code base · factor^step}. */
@Help("Times factor at each step; PyTorch's ExponentialLR")
public record Exponential(
        @Range("(0, inf)") @Help("What the rate is multiplied by at each step")
        double factor,

        @Default("0")
        @Range("[0, inf)")
        @Help("Steps first that lead up to the learning rate: step i of n has i / n of it")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return (baseRate, step) -> baseRate * StrictMath.pow(factor, (double) step);
    }
}
