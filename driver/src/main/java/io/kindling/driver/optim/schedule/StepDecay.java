package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/** Stairs: {@code base · factor^⌊step / every⌋}. */
@Help("Times factor after every so many steps; PyTorch's StepLR")
public record StepDecay(
        @Range("[1, inf)") @Help("Steps between two changes")
        int every,

        @Default("0.1") @Range("(0, inf)") @Help("What the rate is multiplied by")
        double factor,

        @Default("0")
        @Range("[0, inf)")
        @Help("Steps first that lead up to the learning rate: step i of n has i / n of it")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return (baseRate, step) -> baseRate * StrictMath.pow(factor, Math.floor(step / (double) every));
    }
}
