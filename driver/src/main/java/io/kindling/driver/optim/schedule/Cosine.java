package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Optional;

/**
 * Half a wave down: {@code minimum + (base − minimum) · (1 + cos(π · step / steps)) / 2}; the minimum from then on
 * (Loshchilov and Hutter 2017: SGDR).
 */
public record Cosine(
        @Range("[1, inf)") @Help("Steps from the base rate to the minimum; the rest of the run if not given.")
        Optional<Integer> steps,

        @Default("0") @Range("[0, inf)") @Help("The rate at the end.")
        double minimum,

        @Default("0") @Range("[0, inf)") @Help("Steps that lead up to the base rate first.")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        double length = steps.map(Integer::doubleValue).orElse((double) remainingSteps);
        return (baseRate, step) -> between(baseRate, minimum, Math.min(1, step / length));
    }

    /** The value on half a wave from {@code start} to {@code end}, at a progress of 0 to 1. */
    static double between(double start, double end, double progress) {
        return end + (start - end) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
