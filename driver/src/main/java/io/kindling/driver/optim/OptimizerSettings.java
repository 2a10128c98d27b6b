package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.Rule;
import java.util.List;

/**
 * A named chain of rules: what {@code training.optimizer} is bound to. A new optimizer is a record that implements this
 * interface, one line in {@link Optimizers} and one line in the list that the contract test runs over.
 */
public interface OptimizerSettings {
    /** The rate that the schedule starts from or works up to. */
    double learningRate();

    /**
     * The chain, from the mean gradient (clipped, where the run clips) to what is subtracted from the parameters. New
     * descriptions of the same rules at each call.
     */
    List<Rule> rules();
}
