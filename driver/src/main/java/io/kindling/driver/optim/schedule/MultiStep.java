package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** Stairs at given steps: {@code base · factor^k}, where k of them have been reached. */
public record MultiStep(
        @Range("[0, inf)") @Help("The steps at which the rate changes.")
        List<Integer> at,

        @Default("0.1") @Range("(0, inf)") @Help("What the rate is multiplied by.")
        double factor,

        @Default("0") @Range("[0, inf)") @Help("Steps that lead up to the base rate first.")
        int warmupSteps)
        implements ScheduleSettings {
    public MultiStep {
        at = List.copyOf(at);
    }

    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return (baseRate, step) -> {
            double reached = 0;
            for (int change : at) {
                reached += change <= step ? 1 : 0;
            }
            return baseRate * Math.pow(factor, reached);
        };
    }
}
