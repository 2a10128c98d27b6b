package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Slice;

/**
 * Variance {@code 1 / fan_in} (LeCun et al.: Efficient BackProp, 1998).
 *
 * @param distribution what the weights are drawn from
 */
public record LeCun(
        @Default("normal") @Help("uniform or normal") Distribution distribution) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        distribution.fill(1.0 / parameter.fanIn(), key, target);
    }
}
