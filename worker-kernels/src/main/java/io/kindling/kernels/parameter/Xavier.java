package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Slice;

/**
 * Variance {@code gain² · 2 / (fan_in + fan_out)}, for sigmoid, tanh and no activation (Glorot and Bengio: Understanding
 * the difficulty of training deep feedforward neural networks, 2010).
 *
 * @param distribution what the weights are drawn from
 * @param gain multiplies the standard deviation
 */
@Help("Variance gain² · 2 / (fan_in + fan_out), for sigmoid, tanh and no activation;"
        + " PyTorch's xavier_uniform_, xavier_normal_")
public record Xavier(
        @Default("uniform") @Help("What the numbers are drawn from")
        Distribution distribution,

        @Default("1") @Range("(0, inf)") @Help("Multiplies the standard deviation")
        double gain)
        implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        distribution.fill(gain * gain * 2.0 / (parameter.fanIn() + parameter.fanOut()), key, target);
    }
}
