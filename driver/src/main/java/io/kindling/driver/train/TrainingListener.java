package io.kindling.driver.train;

import java.util.function.Consumer;

/**
 * Told what happens during training; called on the training thread, so it should be quick.
 *
 * <pre>{@code
 * classifier.addListener(TrainingListener.onValidation(report -> System.out.println(report.trainLoss())));
 * }</pre>
 */
public interface TrainingListener {
    /** Hears of each step, and of nothing else. */
    static TrainingListener onStep(Consumer<? super StepReport> told) {
        return new TrainingListener() {
            @Override
            public void step(StepReport step) {
                told.accept(step);
            }
        };
    }

    /** Hears of each validation (without validation rows, of each epoch), and of nothing else. */
    static TrainingListener onValidation(Consumer<? super ValidationReport> told) {
        return new TrainingListener() {
            @Override
            public void validated(ValidationReport validation) {
                told.accept(validation);
            }
        };
    }

    /** Before the first step. */
    default void started(TrainingPlan plan) {}

    /** After {@link #started}, where training goes on from a checkpoint instead of its first step. */
    default void resumed(TrainingState state) {}

    /** Whether the {@link #gradient} of a step is wanted, counted from 1; asked before each. */
    default boolean wantsGradient(long step) {
        return false;
    }

    /**
     * Before the update of a step of which it is wanted. Local steps have no gradient in common, and L-BFGS shows none: there it is
     * never told.
     *
     * @param step counted from 1
     * @param gradient the mean over the step's rows, before clipping, one number for each parameter; only valid during the
     *     call, and not to be changed
     */
    default void gradient(long step, float[] gradient) {}

    /** After each step. */
    default void step(StepReport step) {}

    /** After {@link #step}, where the layers were watched in it: {@code training.watch_every_steps}. */
    default void watched(LayersReport layers) {}

    /** After each validation, or at the end of each epoch where there is no validation data. */
    default void validated(ValidationReport validation) {}

    /** After the last step, however training ended. */
    default void ended(TrainingResult result) {}
}
