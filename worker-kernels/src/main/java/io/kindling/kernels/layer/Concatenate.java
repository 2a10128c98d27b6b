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
 * Several chains of layers on the same input, their outputs side by side: joined along the last axis of [n] and [time, n],
 * along the first one, that of channels, of [channels, height, width]; Keras's {@code Concatenate}, PyTorch's {@code cat}.
 * An empty branch lets the input through. Parameters are named by branch and position: {@code 0.0.weight}.
 *
 * @param branches each in the order of its forward pass; at least one
 */
@Help("The outputs of several chains of layers on the same input, side by side along the features or channels;"
        + " an empty chain is the input itself; Keras's Concatenate, PyTorch's cat")
public record Concatenate(
        @Help("The chains, such as [[dense: 8, relu], [dense: 4]]")
        List<List<Layer>> branches) implements Layer {
    public Concatenate {
        branches = Branches.copyOf("concatenate", branches);
    }

    @Override
    public Shape outputShape(Shape input) {
        return Join.of(all().outputShapes(input)).output();
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return all().parameters(input);
    }

    @Override
    public List<RunningMoments> runningMoments(Shape input) {
        return all().runningMoments(input);
    }

    @Override
    public Optional<InitializerFamily> preferredInitializers() {
        return all().preferredInitializers();
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Branches all = all();
        Shape input = x.shape();
        Join join = Join.of(all.outputShapes(input));
        Backward[] backs = all.forward(pass, parameters, x, (output, branch) -> join.put(branch, output, y));
        return (dy, dParameters, dx) ->
                all.backward(pass, backs, input, branch -> join.take(branch, dy, pass), dParameters, dx);
    }

    private Branches all() {
        return new Branches(branches);
    }
}
