package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/** A lower rate whenever the validation loss no longer falls; see {@link Plateau}. */
@Help("Times factor when the validation loss no longer falls; PyTorch's ReduceLROnPlateau")
public record ReduceOnPlateau(
        @Default("0.1") @Range("(0, 1)") @Help("What the rate is multiplied by")
        double factor,

        @Default("10")
        @Range("[0, inf)")
        @Help("How many validations in a row may pass without progress; the next one lowers the rate")
        int patience,

        @Default("1e-4") @Range("[0, 1)") @Help("Progress is a loss lower by this part of the best one")
        double threshold,

        @Default("0") @Range("[0, inf)") @Help("The rate goes no lower than this")
        double minimum,

        @Default("0")
        @Range("[0, inf)")
        @Help("Steps first that lead up to the learning rate: step i of n has i / n of it")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return new Plateau(factor, patience, threshold, minimum);
    }
}
