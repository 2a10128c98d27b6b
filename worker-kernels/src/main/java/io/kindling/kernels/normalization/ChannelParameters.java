package io.kindling.kernels.normalization;

import io.kindling.kernels.parameter.Constant;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.tensor.Shape;
import java.util.List;

/** What channels learn once they are standardized: a {@code weight} each, which starts as 1, and a {@code bias} each. */
final class ChannelParameters {
    private ChannelParameters() {}

    /** Weight and bias, in this order; neither decays. */
    static List<Parameter> of(int channels) {
        Shape shape = Shape.of(channels);
        return List.of(
                new Parameter("weight", shape, 1, 1, new Constant(1), false),
                new Parameter("bias", shape, 1, 1, new Zeros(), false));
    }
}
