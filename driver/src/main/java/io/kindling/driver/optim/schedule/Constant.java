package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/** The base rate at every step. */
@Help("The learning rate at every step; PyTorch's ConstantLR with factor 1")
public record Constant(
        @Default("0")
        @Range("[0, inf)")
        @Help("Steps first that lead up to the learning rate: step i of n has i / n of it")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return (baseRate, step) -> baseRate;
    }
}
