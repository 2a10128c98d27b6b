package io.kindling.driver.solver;

import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.setting.Help;
import java.util.function.Supplier;

/** A step for each batch of rows, by the optimizer. */
@Help("A step for each batch_size rows, by training.optimizer")
public record MiniBatch() implements SolverSettings {
    @Override
    public boolean fullBatch() {
        return false;
    }

    @Override
    public void demand() {
        // The optimizer is Kindling's own.
    }

    @Override
    public Synchronization rounds(Model model, Supplier<Synchronization> batches) {
        return batches.get();
    }
}
