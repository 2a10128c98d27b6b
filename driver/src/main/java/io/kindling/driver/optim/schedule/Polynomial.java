package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Optional;

/** Down to zero: {@code base · (1 − step / steps)^power}; a straight line with power 1. */
@Help("Down to zero along a line or a power of it; PyTorch's PolynomialLR")
public record Polynomial(
        @Range("[1, inf)") @Help("Steps from the learning rate to zero; by default those after the warm-up")
        Optional<Integer> steps,

        @Default("1") @Range("(0, inf)") @Help("How the line is bent: 1 is straight, 2 falls fast at first")
        double power,

        @Default("0")
        @Range("[0, inf)")
        @Help("Steps first that lead up to the learning rate: step i of n has i / n of it")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        double length = steps.map(Integer::doubleValue).orElse((double) remainingSteps);
        return (baseRate, step) -> baseRate * StrictMath.pow(1 - Math.min(1, step / length), power);
    }
}
