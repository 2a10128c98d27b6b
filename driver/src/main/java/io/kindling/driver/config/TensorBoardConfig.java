package io.kindling.driver.config;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;

/** What is written for TensorBoard. */
public record TensorBoardConfig(
        @Default("true") @Help("Whether there are event files, with the figures of metrics.csv")
        boolean scalars,

        @Default("true")
        @Help(
                "Whether they have histograms of each parameter's weights and gradients as well, at validations, some hundred"
                        + " times a run at most")
        boolean histograms) {}
