package io.kindling.driver.solver;

/** How training goes down: what {@code training.solver} is bound to. */
public sealed interface SolverSettings permits MiniBatch, Lbfgs {
    /** Whether a step looks at all rows, so that it is an epoch. */
    boolean fullBatch();
}
