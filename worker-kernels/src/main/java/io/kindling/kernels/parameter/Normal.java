package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Slice;

/**
 * Normal with mean 0 and a standard deviation of the user's choice, whatever the fans.
 *
 * @param deviation the standard deviation
 */
@Help("Normal with mean 0; PyTorch's normal_")
public record Normal(
        @Default("0.05") @Range("(0, inf)") @Help("The standard deviation")
        double deviation) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        Distribution.NORMAL.fill(deviation * deviation, key, target);
    }
}
