package io.kindling.kernels.layer;

import java.io.Serializable;

/**
 * What a layer learns from batches without training it: mean and variance of some columns, as they were lately. They lie
 * behind the parameters in the model's flat array, the means first, and start as 0 and 1. Executors count a step's batch
 * into the tally; the driver then moves them: {@code running = (1 - momentum) · running + momentum · batch}, the variance
 * with the divisor n - 1, as PyTorch has it.
 *
 * @param prefix of their names within the layer: {@code ""} for {@code running_mean} and {@code running_var}, {@code 2.}
 *     for {@code 2.running_mean}
 * @param columns how many
 * @param momentum the weight of the newest batch
 */
public record RunningMoments(String prefix, int columns, double momentum) implements Serializable {
    /** Those of a layer by itself. */
    public RunningMoments(int columns, double momentum) {
        this("", columns, momentum);
    }

    /** The same with a longer prefix to its names. */
    public RunningMoments prefixed(String further) {
        return new RunningMoments(further + prefix, columns, momentum);
    }
}
