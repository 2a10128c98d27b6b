package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Slice;

/**
 * Variance {@code 1 / fan_in} (LeCun et al.: Efficient BackProp, 1998).
 *
 * @param distribution what the weights are drawn from
 */
@Help("Variance 1 / fan_in, for selu; PyTorch's kaiming_normal_ with nonlinearity linear")
public record LeCun(
        @Default("normal") @Help("What the numbers are drawn from")
        Distribution distribution) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        distribution.fill(1.0 / parameter.fanIn(), key, target);
    }
}
