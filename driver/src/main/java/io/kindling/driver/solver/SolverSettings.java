package io.kindling.driver.solver;

import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.model.Model;
import java.util.function.Supplier;

/** How training goes down: what {@code training.solver} is bound to. */
public sealed interface SolverSettings permits MiniBatch, Lbfgs {
    /** Whether a step looks at all rows, so that it is an epoch. */
    boolean fullBatch();

    /**
     * Makes sure that steps can be taken, before work is done for them.
     *
     * @throws io.kindling.driver.UserException if a library is not on the class path
     */
    void demand();

    /**
     * The rounds of a training.
     *
     * @param batches steps of a batch each, as {@code training.sync} and the optimizer take them
     */
    Synchronization rounds(Model model, Supplier<Synchronization> batches);
}
