package io.kindling.kernels.layer;

import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;

/**
 * Chains of layers that run on the same input: what combinators with several branches share. An empty branch lets its
 * input through. Parameters are named by branch and position: {@code 0.2.weight}.
 *
 * @param layers of each branch; at least one branch
 * @param numbered whether the branch is a part of its layers' names
 */
record Branches(List<List<Layer>> layers, boolean numbered) {
    Branches(List<List<Layer>> layers) {
        this(layers, true);
    }

    /** The branches, copied; the name is the combinator's, for the message where there is none. */
    static List<List<Layer>> copyOf(String name, List<List<Layer>> branches) {
        if (branches.isEmpty()) {
            throw new IllegalArgumentException(name + " needs at least one branch");
        }
        return branches.stream().map(List::copyOf).toList();
    }

    int count() {
        return layers.size();
    }

    /** The shape of each branch's output. */
    List<Shape> outputShapes(Shape input) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            try {
                shapes.add(isIdentity(i) ? input : chain(i).outputShape(input));
            } catch (ShapeException e) {
                throw e.inside(Integer.toString(i));
            }
        }
        return shapes;
    }

    List<Parameter> parameters(Shape input) {
        List<Parameter> all = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            String prefix = i + ".";
            if (!isIdentity(i)) {
                chain(i).parameters(input).forEach(parameter -> all.add(parameter.prefixed(prefix)));
            }
        }
        return all;
    }

    List<RunningMoments> runningMoments(Shape input) {
        List<RunningMoments> all = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            String prefix = i + ".";
            if (!isIdentity(i)) {
                chain(i).runningMoments(input).forEach(moments -> all.add(moments.prefixed(prefix)));
            }
        }
        return all;
    }

    /** That of the first branch that has an opinion. */
    Optional<InitializerFamily> preferredInitializers() {
        return layers.stream()
                .flatMap(List::stream)
                .flatMap(layer -> layer.preferredInitializers().stream())
                .findFirst();
    }

    /**
     * Runs the branches in their order.
     *
     * @param output receives each branch's output and index; an identity's is x itself. It is read only and, where no way
     *     back follows, gone after the call
     * @return each branch's way back; null for an identity
     */
    Backward[] forward(Pass pass, Slice parameters, Matrix x, ObjIntConsumer<Matrix> output) {
        Backward[] backs = new Backward[count()];
        int[] offsets = offsets(x.shape());
        for (int i = 0; i < count(); i++) {
            if (isIdentity(i)) {
                output.accept(x, i);
                continue;
            }
            long mark = pass.scratch().mark();
            // Not where the outputs are joined: the branch may need its own output on the way back.
            Matrix y = pass.scratch().matrix(x.rows(), chain(i).outputShape(x.shape()));
            enter(pass.watch(), i);
            backs[i] = chain(i).forward(pass, part(parameters, offsets, i), x, y);
            leave(pass.watch());
            output.accept(y, i);
            if (pass.isForwardOnly()) {
                pass.scratch().release(mark);
            }
        }
        return backs;
    }

    /**
     * Takes the branches' ways back, in their order.
     *
     * @param backs from {@link #forward}
     * @param input shape of an input row
     * @param gradient gives the gradient by a branch's output, which the branch may change; an identity does not
     * @param dParameters <em>added to</em>
     * @param dx <em>overwritten</em> with the sum of the branches' gradients by the input; null where nobody wants it
     */
    void backward(
            Pass pass, Backward[] backs, Shape input, IntFunction<Matrix> gradient, Slice dParameters, Matrix dx) {
        int[] offsets = offsets(input);
        for (int i = 0; i < count(); i++) {
            long mark = pass.scratch().mark();
            Matrix dOutput = gradient.apply(i);
            if (!isIdentity(i)) {
                Matrix dInput = dx == null || i == 0 ? dx : pass.scratch().matrix(dx.rows(), input);
                backs[i].apply(dOutput, part(dParameters, offsets, i), dInput);
                dOutput = dInput;
            }
            if (dx != null && i == 0 && isIdentity(i)) {
                View.numbers(dOutput, dx);
            } else if (dx != null && i > 0) {
                add(pass, dOutput, dx);
            }
            pass.scratch().release(mark);
        }
    }

    boolean isIdentity(int branch) {
        return layers.get(branch).isEmpty();
    }

    /** <em>Adds</em> the numbers of one matrix to those of the other. */
    static void add(Pass pass, Matrix from, Matrix to) {
        pass.kernels().elementwise().add(from.array(), from.offset(), to.array(), to.offset(), from.size());
    }

    private void enter(Watch watch, int branch) {
        if (watch != null && numbered) {
            watch.enter(branch);
        }
    }

    private void leave(Watch watch) {
        if (watch != null && numbered) {
            watch.leave();
        }
    }

    private static Slice part(Slice all, int[] offsets, int branch) {
        return all.part(offsets[branch], offsets[branch + 1] - offsets[branch]);
    }

    private int[] offsets(Shape input) {
        int[] offsets = new int[count() + 1];
        for (int i = 0; i < count(); i++) {
            offsets[i + 1] = offsets[i] + (isIdentity(i) ? 0 : chain(i).parameterCount(input));
        }
        return offsets;
    }

    private Chain chain(int branch) {
        return new Chain(layers.get(branch));
    }
}
