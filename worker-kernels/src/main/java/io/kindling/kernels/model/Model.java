package io.kindling.kernels.model;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.io.Serializable;
import java.util.List;

/**
 * A network and what it is to learn: the shape of its input, its layers, its loss. Immutable and free of numbers; the
 * parameters are one flat array beside it, laid out by {@link #layout}.
 *
 * <pre>{@code
 * Model model = new Model(Shape.of(784), List.of(new Dense(128), new Relu(), new Dense(10)), new CrossEntropy());
 * float[] parameters = model.layout().initialize(seed);
 * }</pre>
 */
public final class Model implements Serializable {
    private static final long serialVersionUID = 1;

    private final Shape input;
    private final Chain network;
    private final Loss loss;
    private final Shape output;
    private final Shape target;
    private final ParameterLayout layout;

    /**
     * Puts a model together and checks that its parts fit.
     *
     * @param input shape of a row of features
     * @param layers in the order of the forward pass
     * @param loss compared with the last layer's output
     * @throws io.kindling.kernels.layer.ShapeException if a layer or the loss does not fit; both shapes are named
     */
    public Model(Shape input, List<Layer> layers, Loss loss) {
        this.input = input;
        this.network = new Chain(layers);
        this.loss = loss;
        this.output = network.outputShape(input);
        this.target = loss.targetShape(output);
        this.layout = ParameterLayout.of(network.parameters(input).stream()
                .map(parameter -> parameter.prefixed("layers."))
                .toList());
    }

    public Shape input() {
        return input;
    }

    public List<Layer> layers() {
        return network.layers();
    }

    public Loss loss() {
        return loss;
    }

    /** Shape of a row of the last layer's output. */
    public Shape output() {
        return output;
    }

    /** Shape of a row of targets. */
    public Shape target() {
        return target;
    }

    /** Where each parameter lies in the flat array. */
    public ParameterLayout layout() {
        return layout;
    }

    /**
     * Computes a batch's output.
     *
     * @return [rows, output], valid until the pass begins anew
     */
    public Matrix forward(Pass pass, float[] parameters, Matrix features) {
        Matrix y = pass.scratch().matrix(features.rows(), output);
        network.forward(pass, Slice.of(parameters), features.reshape(features.rows(), input), y);
        return y;
    }

    /** <em>Adds</em> a batch's losses and the gradient of their sum. The pass must have begun. */
    public void addGradient(Pass pass, float[] parameters, Batch batch, GradientSum sum) {
        Matrix y = pass.scratch().matrix(batch.rows(), output);
        Backward back = network.forward(pass, Slice.of(parameters), batch.features(), y);
        Matrix dy = pass.scratch().matrix(batch.rows(), output);
        loss.evaluate(pass, y, batch.targets(), batch.weights(), dy, sum);
        back.apply(dy, Slice.of(sum.gradient()), null);
    }
}
