package io.kindling.kernels.parameter;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * The same number everywhere. For weights this leaves the units of a layer equal forever: fine for biases and for one
 * neuron only.
 *
 * @param value the number
 */
public record Constant(@Help("The number") double value) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        Arrays.fill(target.array(), target.offset(), target.offset() + target.length(), (float) value);
    }
}
