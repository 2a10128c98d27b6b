package io.kindling.kernels.model;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.RunningMoments;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.parameter.Constant;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.tensor.SparseMatrix;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network and what it is to learn: the shape of its input, its layers, its loss. Immutable and free of numbers; the
 * numbers are one flat array beside it, laid out by {@link #layout}: the parameters and, behind them, running statistics.
 *
 * <pre>{@code
 * Model model = ModelBuilder.input(784).dense(128).relu().dense(10).loss(new CrossEntropy());
 * float[] weights = model.layout().initialize(seed);
 * }</pre>
 */
public final class Model implements Serializable {
    private static final long serialVersionUID = 1;

    private final Shape input;
    private final Chain network;
    private final Loss loss;
    private final Shape output;
    private final Shape target;
    private final List<RunningMoments> running;
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
        this.running = network.runningMoments(input);
        this.layout = ParameterLayout.of(
                network.parameters(input).stream()
                        .map(parameter -> parameter.prefixed("layers."))
                        .toList(),
                running.stream().flatMap(Model::named).toList());
    }

    /** Running moments as two entries of the layout. */
    private static Stream<Parameter> named(RunningMoments moments) {
        Shape columns = Shape.of(moments.columns());
        String prefix = "layers." + moments.prefix();
        return Stream.of(
                new Parameter(prefix + "running_mean", columns, 1, 1, new Zeros(), false),
                new Parameter(prefix + "running_var", columns, 1, 1, new Constant(1), false));
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

    /** Whether batches may come with sparse rows. */
    public boolean takesSparse() {
        return network.takesSparse();
    }

    /**
     * Computes a batch's output. The pass must have begun.
     *
     * @return [rows, output], valid until the pass begins anew
     */
    public Matrix forward(Pass pass, float[] weights, Batch batch) {
        bind(pass, weights, batch, null);
        Matrix y = pass.scratch().matrix(batch.rows(), output);
        forward(pass, weights, batch, y);
        return y;
    }

    /** As the other, for dense rows that do not come in a batch. */
    public Matrix forward(Pass pass, float[] weights, Matrix features) {
        pass.bind(weights, layout.parameters(), null, null);
        Matrix y = pass.scratch().matrix(features.rows(), output);
        Slice parameters = new Slice(weights, 0, layout.parameters());
        network.forward(pass, parameters, features.reshape(features.rows(), input), y);
        return y;
    }

    /** <em>Adds</em> a batch's losses and the gradient of their sum. The pass must have begun. */
    public void addGradient(Pass pass, float[] weights, Batch batch, GradientSum sum) {
        bind(pass, weights, batch, sum.tally());
        Matrix y = pass.scratch().matrix(batch.rows(), output);
        Backward back = forward(pass, weights, batch, y);
        Matrix dy = pass.scratch().matrix(batch.rows(), output);
        evaluate(pass, y, batch, dy, sum);
        back.apply(dy, new Slice(sum.gradient(), 0, layout.parameters()), null);
    }

    /** <em>Adds</em> a batch's losses as {@link #addGradient} does, without their gradient. The pass must have begun. */
    public void addLoss(Pass pass, float[] weights, Batch batch, GradientSum sum) {
        bind(pass, weights, batch, null);
        Matrix y = pass.scratch().matrix(batch.rows(), output);
        forward(pass, weights, batch, y);
        loss.evaluate(pass, y, batch.targets(), batch.weights(), null, sum);
        if (batch.mixed()) {
            loss.evaluate(pass, y, batch.otherTargets(), batch.otherWeights(), null, sum);
        }
    }

    /**
     * <em>Adds</em> the losses of a training batch; where its rows are mixed, those by both targets.
     *
     * @param y the network's output
     * @param dy <em>overwritten</em> with the gradient of their sum by the output
     */
    public void evaluate(Pass pass, Matrix y, Batch batch, Matrix dy, GradientSum sum) {
        loss.evaluate(pass, y, batch.targets(), batch.weights(), dy, sum);
        if (batch.mixed()) {
            long mark = pass.scratch().mark();
            Matrix other = pass.scratch().matrix(batch.rows(), output);
            loss.evaluate(pass, y, batch.otherTargets(), batch.otherWeights(), other, sum);
            pass.kernels().elementwise().add(other.array(), other.offset(), dy.array(), dy.offset(), dy.size());
            pass.scratch().release(mark);
        }
    }

    /** Tells a pass that has begun what it needs of the flat array and the batch. */
    public void bind(Pass pass, float[] weights, Batch batch, Tally tally) {
        pass.bind(weights, layout.parameters(), pass.training() ? tally : null, batch.lengths());
    }

    /**
     * Moves the running statistics by what a step's batches were like.
     *
     * @param tally in which the batches of all shards have met
     * @param weights the model's flat array; what lies behind the parameters is changed
     */
    public void moveRunning(Tally tally, float[] weights) {
        int at = layout.parameters();
        for (int i = 0; i < running.size(); i++) {
            RunningMoments moments = running.get(i);
            int columns = moments.columns();
            double[] batch = tally.get(Pass.runningSlot(i));
            for (int j = 0; batch.length > 0 && j < columns; j++) {
                weights[at + j] = moved(weights[at + j], batch[1 + j], moments.momentum());
                if (batch[0] > 1) {
                    double variance = batch[1 + columns + j] / (batch[0] - 1);
                    weights[at + columns + j] = moved(weights[at + columns + j], variance, moments.momentum());
                }
            }
            at += 2 * columns;
        }
    }

    /** What it is in a line; {@code kindling check} shows its layers. */
    @Override
    public String toString() {
        return "Model: input=" + input + ", output=" + output + ", numLayers=" + layers().size() + ", loss="
                + loss.getClass().getSimpleName() + ", numParameters=" + layout.parameters();
    }

    private static float moved(float running, double batch, double momentum) {
        return (float) ((1 - momentum) * running + momentum * batch);
    }

    private Backward forward(Pass pass, float[] weights, Batch batch, Matrix y) {
        Slice parameters = new Slice(weights, 0, layout.parameters());
        SparseMatrix sparse = batch.sparse();
        return sparse == null
                ? network.forward(pass, parameters, batch.features(), y)
                : network.forward(pass, parameters, sparse, y);
    }
}
