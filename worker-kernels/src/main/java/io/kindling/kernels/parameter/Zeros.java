package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Slice;

/** Zero everywhere: how biases start. */
@Help("Zero everywhere; PyTorch's zeros_")
public record Zeros() implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        new Constant(0).fill(parameter, key, target);
    }
}
