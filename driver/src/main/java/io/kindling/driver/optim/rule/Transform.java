package io.kindling.driver.optim.rule;

/** A rule's loop within one step. */
@FunctionalInterface
public interface Transform {
    /** Leaves the update as it is. */
    Transform NONE = (from, to) -> {};

    /** Transforms the numbers from {@code from} to before {@code to}, and no others; each number is done once a step. */
    void apply(int from, int to);
}
