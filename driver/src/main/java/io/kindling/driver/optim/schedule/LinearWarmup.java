package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/** A straight line up: {@code base · (f + (1 − f) · step / steps)} with f the start factor; the base rate from then on. */
@Help("A straight line up to the learning rate, which then stays; PyTorch's LinearLR")
public record LinearWarmup(
        @Range("[1, inf)") @Help("Steps until the rate is the optimizer's learning rate")
        int steps,

        @Default("0.1") @Range("(0, 1]") @Help("The first step's part of the learning rate")
        double startFactor)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return (baseRate, step) -> baseRate * (startFactor + (1 - startFactor) * Math.min(1, step / (double) steps));
    }
}
