package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Optional;

/**
 * Half a wave up, half a wave down (Smith and Topin 2018: Super-Convergence): from {@code largest / startDivisor} at step
 * 0 to {@code largest} at {@code warmupFraction · (steps + 1) − 1}, and on to
 * {@code largest / startDivisor / finalDivisor} at {@code steps}. That is PyTorch's OneCycleLR of {@code steps + 1}
 * rates.
 */
@Help("Half a wave up to the largest rate, half a wave down to almost none; PyTorch's OneCycleLR")
public record OneCycle(
        @Range("(0, inf)") @Help("The largest rate; by default the optimizer's learning rate")
        Optional<Double> maxLearningRate,

        @Range("[1, inf)") @Help("Steps of the whole cycle; by default those of the run")
        Optional<Integer> steps,

        @Default("0.3") @Range("[0, 1)") @Help("The part of the steps that goes up")
        double warmupFraction,

        @Default("25") @Range("[1, inf)") @Help("Largest rate divided by first rate")
        double startDivisor,

        @Default("10000") @Range("[1, inf)") @Help("First rate divided by last rate")
        double finalDivisor)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        double end = steps.map(Integer::doubleValue).orElse((double) remainingSteps);
        double peak = warmupFraction * (end + 1) - 1;
        return (baseRate, step) -> {
            double largest = maxLearningRate.orElse(baseRate);
            double first = largest / startDivisor;
            return step < peak
                    ? Cosine.between(first, largest, step / peak)
                    : Cosine.between(largest, first / finalDivisor, Math.min(1, (step - peak) / (end - peak)));
        };
    }
}
