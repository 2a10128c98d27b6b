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
    /** One class of so many. */
    public static TargetSpec classIndex(int classes) {
        return new TargetSpec(TargetKind.CLASS_INDEX, classes, 1);
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
            case CLASS_INDEX -> classes;
            case BINARY -> width == 1 ? 2 : 0;
            case PROBABILITIES, NUMBER -> 0;
        };
    }
}
