package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** Stairs at given steps: {@code base · factor^k}, where k of them have been reached. */
@Help("Times factor at given steps; PyTorch's MultiStepLR")
public record MultiStep(
        @Range("[0, inf)")
        @Help("Steps, counted from 0 after the warm-up, from which on the rate is multiplied once" + " more")
        List<Integer> at,

        @Default("0.1") @Range("(0, inf)") @Help("What the rate is multiplied by")
        double factor,

        @Default("0")
        @Range("[0, inf)")
        @Help("Steps first that lead up to the learning rate: step i of n has i / n of it")
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
            return baseRate * StrictMath.pow(factor, reached);
        };
    }
}
