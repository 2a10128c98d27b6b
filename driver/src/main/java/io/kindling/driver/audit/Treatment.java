package io.kindling.driver.audit;

import io.kindling.kernels.tensor.Shape;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run does with the features, as far as it decides whether something in them is wrong.
 *
 * @param standardized whether each feature is brought to mean 0 and deviation 1
 * @param scale factor for all features
 * @param log1p whether the logarithm of 1 + x is taken first
 * @param transformed whether transformers stand between the columns and the network, so that the raw columns tell less
 * @param picture the shape {@code [channels, height, width]}, where a row is a picture
 * @param vocabulary how many different tokens the network knows, where a row is a sequence of them
 * @param length how many of a sequence the network takes
 */
public record Treatment(
        boolean standardized,
        double scale,
        boolean log1p,
        boolean transformed,
        Optional<Shape> picture,
        OptionalInt vocabulary,
        OptionalInt length) {
    /** Of columns that nothing is known of. */
    public static final Treatment UNKNOWN =
            new Treatment(false, 1, false, true, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
}
