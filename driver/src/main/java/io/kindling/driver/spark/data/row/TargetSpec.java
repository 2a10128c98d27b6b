package io.kindling.driver.spark.data.row;

import io.kindling.kernels.loss.TargetKind;
import java.io.Serializable;

/**
 * What a loss takes as a row's target.
 *
 * @param kind of numbers
 * @param classes how many there are, for class indices; 0 otherwise
 * @param width numbers in a row's target
 */
public record TargetSpec(TargetKind kind, int classes, int width) implements Serializable {
    /** Stands for the class of a token that is not to count; PyTorch's {@code ignore_index}. */
    public static final int NOT_COUNTED = -1;

    /** One class of so many. */
    public static TargetSpec classIndex(int classes) {
        return classIndex(classes, 1);
    }

    /**
     * A class for each vector of a row, such as for each token.
     *
     * @param width how many vectors; 1 is one class a row
     */
    public static TargetSpec classIndex(int classes, int width) {
        return new TargetSpec(TargetKind.CLASS_INDEX, classes, width);
    }

    /** Whether a row has several classes, one for each token. */
    public boolean classForEachToken() {
        return kind == TargetKind.CLASS_INDEX && width > 1;
    }

    /** So many numbers between 0 and 1. */
    public static TargetSpec binary(int width) {
        return new TargetSpec(TargetKind.BINARY, 0, width);
    }

    /** So many numbers. */
    public static TargetSpec numbers(int width) {
        return new TargetSpec(TargetKind.NUMBER, 0, width);
    }

    /** The probabilities of so many classes. */
    public static TargetSpec probabilities(int classes) {
        return new TargetSpec(TargetKind.PROBABILITIES, 0, classes);
    }

    /** How many class names belong to it; 0 if its numbers are no classes. */
    public int names() {
        return switch (kind) {
            case CLASS_INDEX -> width == 1 ? classes : 0;
            case BINARY -> width == 1 ? 2 : 0;
            case PROBABILITIES, NUMBER -> 0;
        };
    }
}
