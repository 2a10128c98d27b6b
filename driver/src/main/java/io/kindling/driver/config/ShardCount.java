package io.kindling.driver.config;

import java.util.Optional;

/**
 * A number of shards, or {@code auto}.
 *
 * @param count the number; 0 for auto
 */
public record ShardCount(int count) {
    /** As many as there are task slots when the run starts. */
    public static final ShardCount AUTO = new ShardCount(0);

    public ShardCount {
        if (count < 0) {
            throw new IllegalArgumentException("is " + count + "; it must be auto or a number from 1 on");
        }
    }

    /** A given number, at least 1. */
    public static ShardCount of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("is " + count + "; it must be auto or a number from 1 on");
        }
        return new ShardCount(count);
    }

    /** The number to use where there are this many task slots. */
    public int orElse(int slots) {
        return count == 0 ? Math.max(1, slots) : count;
    }

    /** The number, if one was given. */
    public Optional<Integer> given() {
        return count == 0 ? Optional.empty() : Optional.of(count);
    }

    @Override
    public String toString() {
        return count == 0 ? "auto" : Integer.toString(count);
    }
}
