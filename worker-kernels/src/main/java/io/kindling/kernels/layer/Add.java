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
 * The sum of several chains of layers on the same input, whose outputs have one shape; Keras's {@code Add}. An empty branch
 * lets the input through: {@code add: {branches: [[], [dense: 8, relu]]}} is {@link Residual}. Parameters are named by
 * branch and position: {@code 0.0.weight}.
 *
 * @param branches each in the order of its forward pass; at least one
 */
@Help("The sum of several chains of layers on the same input; an empty one is the input itself; Keras's Add")
public record Add(
        @Help("The chains, such as [[dense: 8, relu], [dense: 8]]; their outputs have one shape")
        List<List<Layer>> branches)
        implements Layer {
    public Add {
        branches = Branches.copyOf("add", branches);
    }

    @Override
    public Shape outputShape(Shape input) {
        List<Shape> shapes = all().outputShapes(input);
        for (int i = 1; i < shapes.size(); i++) {
            if (!shapes.get(i).equals(shapes.get(0))) {
                throw new ShapeException("add needs branches with one output shape; of " + input + " branch 0 makes "
                        + shapes.get(0) + " and branch " + i + " " + shapes.get(i));
            }
        }
        return shapes.get(0);
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
        return Optional.of(InitializerFamily.XAVIER);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        return forward(all(), pass, parameters, x, y);
    }

    /** The sum of these branches. */
    static Backward forward(Branches all, Pass pass, Slice parameters, Matrix x, Matrix y) {
        Shape input = x.shape();
        Backward[] backs = all.forward(pass, parameters, x, (output, branch) -> {
            if (branch == 0) {
                View.numbers(output, y);
            } else {
                Branches.add(pass, output, y);
            }
        });
        return (dy, dParameters, dx) ->
                all.backward(pass, backs, input, branch -> gradient(all, pass, dy, branch), dParameters, dx);
    }

    /** A copy where the branch may change it and others are still to come. */
    private static Matrix gradient(Branches all, Pass pass, Matrix dy, int branch) {
        if (branch == all.count() - 1 || all.isIdentity(branch)) {
            return dy;
        }
        Matrix copy = pass.scratch().matrix(dy.rows(), dy.shape());
        View.numbers(dy, copy);
        return copy;
    }

    private Branches all() {
        return new Branches(branches);
    }
}
