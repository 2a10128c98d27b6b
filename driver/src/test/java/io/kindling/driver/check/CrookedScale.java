package io.kindling.driver.check;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.parameter.Constant;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;

/**
 * {@code y = scale · x³}, a layer of a user's own that bends; its way back may be wrong by a factor.
 *
 * @param byScale factor on the gradient by the scale; 1 is right
 * @param byInput factor on the gradient by the input; 1 is right
 */
public record CrookedScale(
        @Default("1") double byScale, @Default("1") double byInput) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return List.of(new Parameter("scale", Shape.of(input.size()), 1, 1, new Constant(0.5), false));
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        for (int i = 0; i < x.size(); i++) {
            float value = x.array()[x.offset() + i];
            y.array()[y.offset() + i] =
                    parameters.array()[parameters.offset() + i % x.columns()] * value * value * value;
        }
        return (dy, dParameters, dx) -> {
            for (int i = 0; i < x.size(); i++) {
                float value = x.array()[x.offset() + i];
                float gradient = dy.array()[dy.offset() + i];
                float scale = parameters.array()[parameters.offset() + i % x.columns()];
                dParameters.array()[dParameters.offset() + i % x.columns()] +=
                        (float) (byScale * gradient * value * value * value);
                if (dx != null) {
                    dx.array()[dx.offset() + i] = (float) (byInput * gradient * scale * 3 * value * value);
                }
            }
        };
    }
}
