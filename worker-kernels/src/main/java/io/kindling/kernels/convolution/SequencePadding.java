package io.kindling.kernels.convolution;

import java.io.Serializable;

/**
 * Steps of nothing around a sequence. In YAML a number, {@code same} or {@code causal}.
 *
 * @param steps in front, and as many behind; -1 for {@link #SAME}, -2 for {@link #CAUSAL}
 */
public record SequencePadding(int steps) implements Serializable {
    /** What it takes, for messages. */
    public static final String WANTED = "a whole number from 0 on, same or causal";

    /** As much as makes the output as long as the input; what is odd goes behind. */
    public static final SequencePadding SAME = new SequencePadding(-1);

    /** All in front, so that no step sees a later one. */
    public static final SequencePadding CAUSAL = new SequencePadding(-2);

    /** None. */
    public static final SequencePadding NONE = new SequencePadding(0);

    public SequencePadding {
        if (steps < -2) {
            throw new IllegalArgumentException("is " + steps + "; it must be " + WANTED);
        }
    }

    /** As many steps in front as behind. */
    public static SequencePadding of(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("is " + steps + "; it must be " + WANTED);
        }
        return new SequencePadding(steps);
    }

    /** Steps in front of the sequence, for a window that reaches so far behind its first step. */
    int before(int reach) {
        return equals(SAME) ? reach / 2 : equals(CAUSAL) ? reach : steps;
    }

    /** Steps in front and behind. */
    long total(int reach) {
        return steps < 0 ? reach : 2L * steps;
    }

    /** {@code same}, {@code causal}, {@code 2}. */
    @Override
    public String toString() {
        return equals(SAME) ? "same" : equals(CAUSAL) ? "causal" : Integer.toString(steps);
    }
}
