package io.kindling.kernels.layer;

import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import java.util.Optional;

/**
 * {@code y = x + inner(x)}: the gradient has a way past the inner layers (He et al.: Deep Residual Learning for Image
 * Recognition, 2015). The inner layers must keep the shape.
 *
 * @param layers the inner layers
 */
@Help("x + layers(x), a way past the inner layers")
public record Residual(
        @Help("The inner layers; together they keep the shape")
        List<Layer> layers) implements Layer {
    public Residual {
        layers = new Chain(layers).layers();
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape output = inner().outputShape(input);
        if (!output.equals(input)) {
            throw new ShapeException(
                    "residual needs inner layers that keep the shape; these take " + input + " and give " + output);
        }
        return output;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return inner().parameters(input);
    }

    @Override
    public List<RunningMoments> runningMoments(Shape input) {
        return inner().runningMoments(input);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        return Add.forward(new Branches(List.of(List.of(), layers), false), pass, parameters, x, y);
    }

    @Override
    public Optional<InitializerFamily> preferredInitializers() {
        return Optional.of(InitializerFamily.XAVIER);
    }

    private Chain inner() {
        return new Chain(layers);
    }
}
