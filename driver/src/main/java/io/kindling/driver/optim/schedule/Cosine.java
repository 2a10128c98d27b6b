package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Optional;

/**
 * Half a wave down: {@code minimum + (base − minimum) · (1 + cos(π · step / steps)) / 2}; the minimum from then on
 * (Loshchilov and Hutter 2017: SGDR).
 */
@Help("Half a cosine wave down to the minimum; PyTorch's CosineAnnealingLR")
public record Cosine(
        @Range("[1, inf)") @Help("Steps from the learning rate to the minimum; by default those after the warm-up")
        Optional<Integer> steps,

        @Default("0") @Range("[0, inf)") @Help("The rate at the end")
        double minimum,

        @Default("0")
        @Range("[0, inf)")
        @Help("Steps first that lead up to the learning rate: step i of n has i / n of it")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        double length = steps.map(Integer::doubleValue).orElse((double) remainingSteps);
        return (baseRate, step) -> between(baseRate, minimum, Math.min(1, step / length));
    }

    /** The value on half a wave from {@code start} to {@code end}, at a progress of 0 to 1. */
    static double between(double start, double end, double progress) {
        return end + (start - end) * (1 + StrictMath.cos(Math.PI * progress)) / 2;
    }
}
