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
public record He(
        @Default("normal") @Help("uniform or normal") Distribution distribution) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        distribution.fill(2.0 / parameter.fanIn(), key, target);
    }
}
