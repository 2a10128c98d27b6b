package io.kindling.driver.config;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import java.util.Optional;

/** Who else is told how training goes, beside the console and metrics.csv. None of it changes what is learned. */
public record TrackingConfig(
        @Default("{}") @Help("Event files in tensorboard/ of the run's directory, which TensorBoard reads")
        TensorBoardConfig tensorboard,

        @Help("An MLflow server that is told of the run; by default none is")
        Optional<MlflowConfig> mlflow) {}
