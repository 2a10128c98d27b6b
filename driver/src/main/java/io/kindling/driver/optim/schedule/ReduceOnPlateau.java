package io.kindling.driver.optim.schedule;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/** A lower rate whenever the validation loss no longer falls; see {@link Plateau}. */
public record ReduceOnPlateau(
        @Default("0.1") @Range("(0, 1)") @Help("What the rate is multiplied by.")
        double factor,

        @Default("10") @Range("[0, inf)") @Help("Validations without progress that are put up with.")
        int patience,

        @Default("1e-4") @Range("[0, 1)") @Help("The part of the best loss by which a better one is lower.")
        double threshold,

        @Default("0") @Range("[0, inf)") @Help("The rate goes no lower.")
        double minimum,

        @Default("0") @Range("[0, inf)") @Help("Steps that lead up to the base rate first.")
        int warmupSteps)
        implements ScheduleSettings {
    @Override
    public Schedule afterWarmup(long remainingSteps) {
        return new Plateau(factor, patience, threshold, minimum);
    }
}
