package io.kindling.kernels.layer;

import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.tensor.SparseMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Layers one after the other. Their parameters are named by position, as in PyTorch's {@code Sequential}:
 * {@code 0.weight}, {@code 2.bias}.
 *
 * @param layers in the order of the forward pass; at least one
 */
@Help("Layers one after the other, as one; PyTorch's Sequential")
public record Chain(
        @Help("The layers, in the order of the forward pass")
        List<Layer> layers) implements SparseLayer {
    public Chain {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("A chain needs at least one layer");
        }
    }

    /** A chain of these layers. */
    public static Chain of(Layer... layers) {
        return new Chain(List.of(layers));
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            try {
                shape = layers.get(i).outputShape(shape);
            } catch (ShapeException e) {
                throw e.inside(Integer.toString(i));
            }
        }
        return shape;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        List<Parameter> all = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            InitializerFamily family = familyAfter(i);
            for (Parameter parameter : layers.get(i).parameters(shape)) {
                all.add(parameter.initializedBy(family.standard()).prefixed(i + "."));
            }
            shape = layers.get(i).outputShape(shape);
        }
        return all;
    }

    @Override
    public List<RunningMoments> runningMoments(Shape input) {
        List<RunningMoments> all = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            String prefix = i + ".";
            layers.get(i).runningMoments(shape).forEach(moments -> all.add(moments.prefixed(prefix)));
            shape = layers.get(i).outputShape(shape);
        }
        return all;
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        return forward(pass, parameters, x.rows(), x.shape(), y, x, null);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, SparseMatrix x, Matrix y) {
        return forward(pass, parameters, x.rows(), x.shape(), y, null, x);
    }

    /** What is computed in one go: a layer of the chain, or several fused into one. */
    private record Stage(Layer layer, int first, int last) {}

    /** Whether the first layer can take sparse rows. */
    public boolean takesSparse() {
        Layer first = stages().get(0).layer();
        return first instanceof Chain chain ? chain.takesSparse() : first instanceof SparseLayer;
    }

    private Backward forward(
            Pass pass, Slice parameters, int rows, Shape input, Matrix y, Matrix dense, SparseMatrix sparse) {
        List<Stage> plan = stages();
        Activations activations =
                new Activations(pass, rows, plan.stream().map(Stage::layer).toList(), input);
        int[] offsets = new int[plan.size() + 1];
        Matrix[] values = new Matrix[plan.size() + 1];
        Backward[] backs = new Backward[plan.size()];
        values[0] = dense;
        Shape shape = input;
        for (int i = 0; i < plan.size(); i++) {
            Layer layer = plan.get(i).layer();
            offsets[i + 1] = offsets[i] + layer.parameterCount(shape);
            shape = layer.outputShape(shape);
            boolean last = i == plan.size() - 1;
            if (layer.isView() && !last && values[i] != null) {
                values[i + 1] = values[i].reshape(rows, shape);
                continue;
            }
            values[i + 1] = last ? y : activations.next(shape);
            Slice part = part(parameters, offsets, i);
            long mark = pass.scratch().mark();
            Watch watch = pass.watch();
            if (watch != null) {
                for (int fused = plan.get(i).first(); fused < plan.get(i).last(); fused++) {
                    watch.pass(fused, layers.get(fused));
                }
                watch.enter(plan.get(i).last());
            }
            backs[i] = values[i] == null
                    ? ((SparseLayer) layer).forward(pass, part, sparse, values[i + 1])
                    : layer.forward(pass, part, values[i], values[i + 1]);
            if (watch != null) {
                watch.leave();
                int position = plan.get(i).last();
                backs[i] = watch.see(position, layers.get(position), values[i + 1], backs[i]);
            }
            if (pass.isForwardOnly()) {
                pass.scratch().release(mark);
            }
        }
        return (dy, dParameters, dx) -> backward(pass.scratch(), offsets, values, backs, dy, dParameters, dx);
    }

    /** Takes the layers' ways back in reverse. Two buffers, used in turn, hold the gradients in between. */
    private static void backward(
            Scratch scratch,
            int[] offsets,
            Matrix[] values,
            Backward[] backs,
            Matrix dy,
            Slice dParameters,
            Matrix dx) {
        long mark = scratch.mark();
        int first = 0;
        while (first < backs.length - 1 && backs[first] == null) {
            first++;
        }
        int largest = 0;
        for (int i = first + 1; i < backs.length; i++) {
            largest = Math.max(largest, values[i].size());
        }
        Slice[] buffers = {scratch.vector(largest), scratch.vector(largest)};
        int turn = 0;
        Matrix gradient = dy;
        for (int i = backs.length - 1; i > first; i--) {
            if (backs[i] == null) {
                gradient = gradient.reshape(values[i].rows(), values[i].shape());
            } else {
                Slice buffer = buffers[turn++ & 1];
                Matrix dInput = new Matrix(buffer.array(), buffer.offset(), values[i].rows(), values[i].shape());
                backs[i].apply(gradient, part(dParameters, offsets, i), dInput);
                gradient = dInput;
            }
        }
        Matrix dFirst = dx == null || first == 0 ? dx : dx.reshape(dx.rows(), values[first].shape());
        backs[first].apply(gradient, part(dParameters, offsets, first), dFirst);
        scratch.release(mark);
    }

    private static Slice part(Slice all, int[] offsets, int i) {
        return all.part(offsets[i], offsets[i + 1] - offsets[i]);
    }

    /** That of the first layer that has an opinion. */
    @Override
    public Optional<InitializerFamily> preferredInitializers() {
        return layers.stream()
                .flatMap(layer -> layer.preferredInitializers().stream())
                .findFirst();
    }

    /** The layers with neighbours fused where they can be. */
    private List<Stage> stages() {
        List<Stage> plan = new ArrayList<>(layers.size());
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            int last = plan.size() - 1;
            Layer fusion =
                    last < 0 ? null : plan.get(last).layer().fusedWith(layer).orElse(null);
            if (fusion != null) {
                plan.set(last, new Stage(fusion, plan.get(last).first(), i));
            } else {
                plan.add(new Stage(layer, i, i));
            }
        }
        return plan;
    }

    /** What suits the weights of a layer: the opinion of the nearest layer behind it that has one. */
    private InitializerFamily familyAfter(int index) {
        return layers.subList(index + 1, layers.size()).stream()
                .flatMap(layer -> layer.preferredInitializers().stream())
                .findFirst()
                .orElse(InitializerFamily.XAVIER);
    }
}
