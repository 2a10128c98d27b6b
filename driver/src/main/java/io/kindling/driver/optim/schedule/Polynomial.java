package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Optional;

/** Down to zero: {@code base · (1 − step / steps)^power}; a straight line with power 1. */
public record Polynomial(
        @Range("[1, inf)") @Help("Steps from the base rate to zero; the rest of the run if not given.")
        Optional<Integer> steps,

        @Default("1") @Range("(0, inf)") @Help("How the line is bent; 1 is straight.")
        double power,

        @Default("0") @Range("[0, inf)") @Help("Steps that lead up to the base rate first.")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        double length = steps.map(Integer::doubleValue).orElse((double) remainingSteps);
        return (baseRate, step) -> baseRate * Math.pow(1 - Math.min(1, step / length), power);
    }
}
