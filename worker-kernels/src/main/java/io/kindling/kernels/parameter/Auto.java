package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Slice;

/**
 * What suits the activation that follows: He before rectifiers, LeCun before SELU, Xavier else. A chain of layers settles
 * which; alone it is Xavier.
 */
@Help("he before relu and its kin, lecun before selu, xavier else")
public record Auto() implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        InitializerFamily.XAVIER.standard().fill(parameter, key, target);
    }
}
