package io.kindling.driver.config;

import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.schedule.ScheduleSettings;
import io.kindling.driver.train.EarlyStopping;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Optional;

/** How the model is trained. */
public record TrainingConfig(
        @Default("256") @Range("[1, inf)") @Help("Rows of a step, over all shards; more than there are means all")
        int batchSize,

        @Default("10") @Range("[1, inf)") @Help("How often every row comes")
        int epochs,

        @Default("adam") @Help("How gradients become updates")
        OptimizerSettings optimizer,

        @Default("constant") @Help("The learning rate by step")
        ScheduleSettings schedule,

        @Range("(0, inf)") @Help("Longest gradient: longer ones are scaled down to this norm")
        Optional<Double> clipNorm,

        @Range("(0, inf)") @Help("Largest component of the gradient, either way")
        Optional<Double> clipValue,

        @Help("Stop when validation gets no better") Optional<EarlyStopping> earlyStopping,

        @Default("true") @Help("Whether rows come in a new order each epoch")
        boolean shuffle,

        @Range("[1, inf)") @Help("Steps between validations; without it, once an epoch")
        Optional<Integer> validateEverySteps,

        @Default("loss") @Help("The validation figure that decides which parameters are kept")
        String monitor,

        @Default("10") @Range("[1, inf)") @Help("Steps between lines of metrics.csv")
        int logEverySteps) {}
