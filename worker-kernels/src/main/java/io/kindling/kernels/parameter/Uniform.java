package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Slice;

/**
 * Uniform in {@code ±bound}, whatever the fans.
 *
 * @param bound the largest magnitude
 */
@Help("Uniform around 0; PyTorch's uniform_")
public record Uniform(
        @Default("0.05") @Range("(0, inf)") @Help("The largest magnitude")
        double bound) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        Distribution.UNIFORM.fill(bound * bound / 3, key, target);
    }
}
