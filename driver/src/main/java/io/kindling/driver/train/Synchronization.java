package io.kindling.driver.train;

import io.kindling.driver.optim.OptimizerState;
import java.util.List;
import java.util.Optional;

/**
 * How the shards learn together: a round goes from one set of weights to the next by one step or several. What it remembers
 * between rounds is on the driver, so that a lost executor changes nothing; where it is not, its configuration says so.
 */
public interface Synchronization {
    /** How many steps a round takes at most. */
    int mostSteps();

    /** Who is to be shown the mean gradients of steps that have one; called once, before the first round. */
    default void showGradients(List<TrainingListener> listeners) {}

    /**
     * Takes a round. If a number is not finite, the parameters stay as they were, and an outcome tells.
     *
     * @param step the first one's number, counted from 0 over all epochs
     * @param count how many; at least 1, no more than {@link #mostSteps}
     * @param parameters the model's flat array; changed
     * @param rows where the shards are
     * @param description what people see while it runs
     * @return each step, in order
     */
    List<StepOutcome> advance(long step, int count, float[] parameters, GradientAggregator rows, String description);

    /** Where the time of the last round went. */
    default RoundTimes times(GradientAggregator rows) {
        return rows.times();
    }

    /** Why another round would gain nothing, where that is known. */
    default Optional<String> ended() {
        return Optional.empty();
    }

    /** What is needed to go on: the optimizer's state and what else is kept. Write or copy the arrays before the next round. */
    OptimizerState state();

    /**
     * Goes on from what {@link #state} gave. Copies the arrays.
     *
     * @throws IllegalArgumentException if something is missing, left over, or of another length
     */
    void restore(OptimizerState saved);
}
