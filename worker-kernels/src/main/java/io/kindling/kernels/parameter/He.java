package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Slice;

/**
 * Variance {@code 2 / fan_in}, for rectifiers (He et al.: Delving Deep into Rectifiers, 2015; PyTorch's {@code kaiming}
 * with {@code nonlinearity='relu'}).
 *
 * @param distribution what the weights are drawn from
 */
@Help("Variance 2 / fan_in, for relu and its kin; PyTorch's kaiming_normal_, kaiming_uniform_ with nonlinearity relu")
public record He(
        @Default("normal") @Help("What the numbers are drawn from")
        Distribution distribution) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        distribution.fill(2.0 / parameter.fanIn(), key, target);
    }
}
