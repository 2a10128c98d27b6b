package io.kindling.kernels.model;

import io.kindling.kernels.activation.Elu;
import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.activation.Hardtanh;
import io.kindling.kernels.activation.LeakyRelu;
import io.kindling.kernels.activation.LogSoftmax;
import io.kindling.kernels.activation.Mish;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Selu;
import io.kindling.kernels.activation.Sigmoid;
import io.kindling.kernels.activation.Silu;
import io.kindling.kernels.activation.Softmax;
import io.kindling.kernels.activation.Softplus;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.MultiHeadAttention;
import io.kindling.kernels.attention.PositionalEmbedding;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.convolution.AvgPool2d;
import io.kindling.kernels.convolution.Conv1d;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.GlobalAvgPool2d;
import io.kindling.kernels.convolution.MaxPool2d;
import io.kindling.kernels.layer.Add;
import io.kindling.kernels.layer.Concatenate;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Dropout;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Reshape;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.normalization.GroupNorm;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.recurrent.Lstm;
import io.kindling.kernels.sequence.GlobalAvgPool1d;
import io.kindling.kernels.sequence.GlobalMaxPool1d;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A model in Java, layer by layer:
 *
 * <pre>{@code
 * Model model = ModelBuilder.input(1, 28, 28)
 *         .flatten()
 *         .dense(128).relu()
 *         .residual(inner -> inner.dense(128).relu().dropout(0.2).dense(128))
 *         .layer(new Dense(10, false, new Zeros()))
 *         .loss(new CrossEntropy());
 * }</pre>
 *
 * <p>Each layer's shape is checked as it is added, so that an error's stack trace ends at its line. The methods named as in
 * YAML add a layer with its defaults; {@link #layer} adds one with other settings, or one of a user's own. Immutable: each
 * method returns another builder, and two models may go on from the same one.
 */
public final class ModelBuilder {
    private final String place;
    private final Shape input;
    private final List<Layer> layers;
    private final Shape output;

    /** @param place what stands before a layer's number in messages: {@code 2.} inside the layer 2 */
    private ModelBuilder(String place, Shape input, List<Layer> layers, Shape output) {
        this.place = place;
        this.input = input;
        this.layers = layers;
        this.output = output;
    }

    /** Starts with rows of this shape, outermost axis first; the batch axis is no part of it. */
    public static ModelBuilder input(int... dimensions) {
        return input(Shape.of(dimensions));
    }

    /** Starts with rows of this shape. */
    public static ModelBuilder input(Shape shape) {
        return new ModelBuilder("", shape, List.of(), shape);
    }

    /**
     * Adds a layer.
     *
     * @throws ShapeException if it does not take what the layers so far give; names its place and both shapes
     */
    public ModelBuilder layer(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        try {
            return new ModelBuilder(place, input, Collections.unmodifiableList(more), layer.outputShape(output));
        } catch (ShapeException e) {
            throw e.inside(place + layers.size());
        }
    }

    /** Shape of a row of what the layers so far give. */
    public Shape output() {
        return output;
    }

    /** The layers so far. */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * The model with this loss.
     *
     * @throws ShapeException if the loss does not fit the last layer's output
     */
    public Model loss(Loss loss) {
        return new Model(input, layers, loss);
    }

    public ModelBuilder dense(int units) {
        return layer(new Dense(units));
    }

    public ModelBuilder flatten() {
        return layer(new Flatten());
    }

    public ModelBuilder reshape(int... dimensions) {
        return layer(new Reshape(Shape.of(dimensions)));
    }

    public ModelBuilder dropout(double rate) {
        return layer(new Dropout(rate));
    }

    /**
     * Adds {@code x + inner(x)}.
     *
     * @param inner adds the inner layers to the builder that it is given
     */
    public ModelBuilder residual(UnaryOperator<ModelBuilder> inner) {
        ModelBuilder start = new ModelBuilder(place + layers.size() + ".", output, List.of(), output);
        return layer(new Residual(inner.apply(start).layers()));
    }

    /** Adds a convolution with stride 1 and without padding; {@code layer(new Conv2d(…).withPadding(…))} for others. */
    public ModelBuilder conv2d(int filters, int kernel) {
        return layer(new Conv2d(filters, kernel));
    }

    public ModelBuilder conv1d(int filters, int kernel) {
        return layer(new Conv1d(filters, kernel));
    }

    public ModelBuilder maxPool2d(int kernel) {
        return layer(new MaxPool2d(kernel));
    }

    public ModelBuilder avgPool2d(int kernel) {
        return layer(new AvgPool2d(kernel));
    }

    public ModelBuilder globalAvgPool2d() {
        return layer(new GlobalAvgPool2d());
    }

    public ModelBuilder globalAvgPool1d() {
        return layer(new GlobalAvgPool1d());
    }

    public ModelBuilder globalMaxPool1d() {
        return layer(new GlobalMaxPool1d());
    }

    public ModelBuilder batchNorm() {
        return layer(new BatchNorm());
    }

    public ModelBuilder groupNorm(int groups) {
        return layer(new GroupNorm(groups));
    }

    public ModelBuilder layerNorm() {
        return layer(new LayerNorm());
    }

    public ModelBuilder embedding(int vocabulary, int features) {
        return layer(new Embedding(vocabulary, features));
    }

    public ModelBuilder positionalEmbedding(int length) {
        return layer(new PositionalEmbedding(length));
    }

    public ModelBuilder multiHeadAttention(int heads) {
        return layer(new MultiHeadAttention(heads));
    }

    public ModelBuilder transformerBlock(int heads, int feedForward) {
        return layer(new TransformerBlock(heads, feedForward));
    }

    public ModelBuilder lstm(int units) {
        return layer(new Lstm(units));
    }

    public ModelBuilder gru(int units) {
        return layer(new Gru(units));
    }

    /**
     * Adds the sum of branches that all take what the layers so far give.
     *
     * @param branches each adds its layers to the builder that it is given; one that adds none is the identity
     */
    public ModelBuilder add(List<UnaryOperator<ModelBuilder>> branches) {
        return layer(new Add(built(branches)));
    }

    /** Adds branches side by side along the features; as {@link #add}. */
    public ModelBuilder concatenate(List<UnaryOperator<ModelBuilder>> branches) {
        return layer(new Concatenate(built(branches)));
    }

    private List<List<Layer>> built(List<UnaryOperator<ModelBuilder>> branches) {
        List<List<Layer>> built = new ArrayList<>();
        for (UnaryOperator<ModelBuilder> branch : branches) {
            String inside = place + layers.size() + "." + built.size() + ".";
            built.add(branch.apply(new ModelBuilder(inside, output, List.of(), output))
                    .layers());
        }
        return built;
    }

    public ModelBuilder sigmoid() {
        return layer(new Sigmoid());
    }

    public ModelBuilder tanh() {
        return layer(new Tanh());
    }

    public ModelBuilder relu() {
        return layer(new Relu());
    }

    public ModelBuilder leakyRelu() {
        return layer(new LeakyRelu());
    }

    public ModelBuilder elu() {
        return layer(new Elu());
    }

    public ModelBuilder selu() {
        return layer(new Selu());
    }

    public ModelBuilder gelu() {
        return layer(new Gelu());
    }

    public ModelBuilder silu() {
        return layer(new Silu());
    }

    public ModelBuilder softplus() {
        return layer(new Softplus());
    }

    public ModelBuilder mish() {
        return layer(new Mish());
    }

    public ModelBuilder hardtanh() {
        return layer(new Hardtanh());
    }

    public ModelBuilder softmax() {
        return layer(new Softmax());
    }

    public ModelBuilder logSoftmax() {
        return layer(new LogSoftmax());
    }
}
