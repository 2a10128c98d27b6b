package io.kindling.kernels.parameter;

import io.kindling.kernels.tensor.Slice;

/**
 * What suits the activation that follows: He before rectifiers, LeCun before SELU, Xavier else. A chain of layers settles
 * which; alone it is Xavier.
 */
public record Auto() implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        InitializerFamily.XAVIER.standard().fill(parameter, key, target);
    }
}
