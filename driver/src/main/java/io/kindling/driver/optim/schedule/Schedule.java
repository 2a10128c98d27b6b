package io.kindling.driver.optim.schedule;

import java.util.Map;

/**
 * The learning rate as a function of the step. One that also listens to validation losses ({@link Plateau}) keeps what
 * it has heard as named numbers.
 */
@FunctionalInterface
public interface Schedule {
    /**
     * The rate of a step.
     *
     * @param baseRate the optimizer's learning rate
     * @param step counted from 0
     */
    double rate(double baseRate, long step);

    /** Is told of each validation's loss; most schedules do not care. */
    default void observe(double validationLoss) {}

    /** What was heard so far, as finite numbers by name; empty for most. */
    default Map<String, Double> state() {
        return Map.of();
    }

    /** Goes on from what {@link #state} gave. */
    default void restore(Map<String, Double> state) {}
}
