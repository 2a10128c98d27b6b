package io.kindling.driver.train;

/** Told what happens during training; called on the training thread, so it should be quick. */
public interface TrainingListener {
    /** Before the first step. */
    default void started(TrainingPlan plan) {}

    /** After {@link #started}, where training goes on from a checkpoint instead of its first step. */
    default void resumed(TrainingState state) {}

    /** After each step. */
    default void step(StepReport step) {}

    /** After each validation, or at the end of each epoch where there is no validation data. */
    default void validated(ValidationReport validation) {}

    /** After the last step, however training ended. */
    default void ended(TrainingResult result) {}
}
