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
@Help("The same number everywhere; PyTorch's constant_")
public record Constant(
        @Help("The number; one for all weights leaves the neurons of a layer alike forever")
        double value) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        Arrays.fill(target.array(), target.offset(), target.offset() + target.length(), (float) value);
    }
}
