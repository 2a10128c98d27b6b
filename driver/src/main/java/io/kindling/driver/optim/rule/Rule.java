package io.kindling.driver.optim.rule;

import java.io.Serializable;
import java.util.List;

/**
 * An immutable description of one small transformation of the update. The update starts as the mean gradient, each rule
 * of an optimizer's chain changes it in place, and at the end {@code parameters -= update}. What a rule remembers from
 * step to step it is handed as {@link RuleState}; it holds no numbers but its settings, and travels to executors
 * that take steps by themselves.
 *
 * <p>A new rule is a record that implements this interface; a test with hand-computed numbers holds its formula.
 */
public interface Rule extends Serializable {
    /** A name for each array of the parameters' length that the rule keeps; unique within a chain. */
    default List<String> arrayNames() {
        return List.of();
    }

    /** A name for each single number that the rule keeps; unique within a chain. */
    default List<String> numberNames() {
        return List.of();
    }

    /**
     * Whether {@link #at} reads the update, to take a norm, say. All rules before it are then done with the whole update
     * first; other rules share one pass through memory.
     */
    default boolean readsWholeUpdate() {
        return false;
    }

    /**
     * Begins a step: computes once what all numbers share (norms, bias corrections, in double).
     *
     * @param step this step; its parameters may be read, its update only if {@link #readsWholeUpdate}
     * @param state the rule's memory, zero before the first step; its numbers may be changed here
     * @return the loop, which changes the update and the state's arrays; ranges may be given to several threads
     */
    Transform at(Step step, RuleState state);
}
