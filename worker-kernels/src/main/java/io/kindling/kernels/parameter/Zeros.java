package io.kindling.kernels.parameter;

import io.kindling.kernels.tensor.Slice;

/** Zero everywhere: how biases start. */
public record Zeros() implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        new Constant(0).fill(parameter, key, target);
    }
}
