package io.kindling.driver.solver;

import io.kindling.kernels.setting.Help;

/** A step for each batch of rows, by the optimizer. */
@Help("A step for each batch_size rows, by training.optimizer")
public record MiniBatch() implements SolverSettings {
    @Override
    public boolean fullBatch() {
        return false;
    }
}
