package io.kindling.driver.train;

import io.kindling.kernels.watch.WatchedLayer;

/**
 * How a layer was in a watched step.
 *
 * @param watched what it did with the step's rows
 * @param gradientNorm Euclidean norm of the mean gradient by its parameters, before clipping; NaN where it has none, or none in
 *     common, as in local steps
 * @param parameterNorm Euclidean norm of its parameters before the update; NaN where it has none
 * @param updateRatio norm of the update, or for local steps of a round's mean update, over {@code parameterNorm}; NaN where it has no
 *     parameters or all are 0
 */
public record LayerReport(WatchedLayer watched, double gradientNorm, double parameterNorm, double updateRatio) {}
