package io.kindling.kernels.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.convolution.AvgPool2d;
import io.kindling.kernels.convolution.Conv1d;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.Extent;
import io.kindling.kernels.convolution.GlobalAvgPool2d;
import io.kindling.kernels.convolution.MaxPool2d;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.convolution.SequencePadding;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.normalization.GroupNorm;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.parameter.Auto;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.recurrent.Lstm;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.sequence.GlobalAvgPool1d;
import io.kindling.kernels.sequence.GlobalMaxPool1d;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every layer must keep; a new layer joins the list. */
class LayerContractTest {
    private static final Shape ROW = Shape.of(7);

    static Stream<Arguments> layers() {
        Stream<Arguments> plain = Stream.of(
                        new Dense(5),
                        new Dense(5, false, new Auto()),
                        new Dense(5, true, new Zeros()),
                        new Flatten(),
                        new Dropout(0.4),
                        new Sigmoid(),
                        new Tanh(),
                        new Relu(),
                        new LeakyRelu(0.2),
                        new Elu(1),
                        new Selu(),
                        new Gelu(Gelu.Approximation.NONE),
                        new Gelu(Gelu.Approximation.TANH),
                        new Silu(),
                        new Softplus(),
                        new Mish(),
                        new Hardtanh(-1, 1),
                        new Softmax(),
                        new LogSoftmax(),
                        new Residual(List.of(new Dense(7), new Tanh())),
                        new Residual(List.of(new Dense(9), new Relu(), new Dropout(0.3), new Dense(7))),
                        new Add(List.of(List.of(new Dense(4), new Tanh()), List.of(new Dense(4, false, new Auto())))),
                        new Add(List.of(
                                List.of(new Dense(7), new Dropout(0.3)), List.of(), List.of(new Tanh()), List.of())),
                        new Concatenate(List.of(List.of(new Dense(3), new Tanh()), List.of(), List.of(new Dense(2)))),
                        new Concatenate(List.of(List.of(new Sigmoid()))),
                        new Add(List.of(List.of(new BatchNorm(), new Tanh()), List.of(new Dense(7), new BatchNorm()))),
                        new BatchNorm(),
                        Chain.of(new Dense(8), new BatchNorm(), new Tanh(), new Dense(3)),
                        new GroupNorm(1),
                        new GroupNorm(1, 1e-3),
                        Chain.of(new Dense(8), new Sigmoid(), new Dense(3)),
                        Chain.of(new Dense(8), new Gelu(Gelu.Approximation.NONE), new Residual(List.of(new Dense(8)))))
                .map(layer -> arguments(layer, ROW));
        Stream<Arguments> shaped = Stream.of(
                arguments(new Dense(4), Shape.of(3, 6)),
                arguments(Chain.of(new Dense(4), new Tanh(), new Dense(2)), Shape.of(2, 3, 5)),
                arguments(new Flatten(), Shape.of(2, 3, 4)),
                arguments(new Reshape(Shape.of(4, 6)), Shape.of(2, 3, 4)),
                arguments(Chain.of(new Flatten(), new Dense(5), new Reshape(Shape.of(1, 5))), Shape.of(2, 3)),
                arguments(Chain.of(new Dense(4), new Flatten(), new Dense(3)), Shape.of(2, 3)),
                arguments(new Softmax(), Shape.of(3, 5)),
                arguments(new Add(List.of(List.of(new Dense(3), new Tanh()), List.of(new Dense(3)))), Shape.of(4, 5)),
                arguments(
                        new Concatenate(List.of(List.of(new Dense(3), new Tanh()), List.of(), List.of(new Dense(2)))),
                        Shape.of(4, 5)),
                arguments(new Concatenate(List.of(List.of(), List.of(new Tanh()))), Shape.of(2, 3, 4)),
                arguments(new BatchNorm(), Shape.of(4, 6)),
                arguments(new BatchNorm(), Shape.of(3, 2, 4)),
                arguments(new GroupNorm(2), Shape.of(6)),
                arguments(new GroupNorm(2), Shape.of(4, 3, 2)),
                arguments(new Lstm(3), Shape.of(4, 5)),
                arguments(new Lstm(17, true), Shape.of(3, 2)),
                arguments(new Gru(3), Shape.of(4, 5)),
                arguments(new Gru(17, true), Shape.of(3, 2)),
                arguments(Chain.of(new Gru(4, true), new Lstm(3)), Shape.of(3, 2)),
                arguments(new GlobalAvgPool1d(), Shape.of(4, 5)),
                arguments(new GlobalMaxPool1d(), Shape.of(4, 5)));
        Stream<Arguments> sizes = Stream.of(1, 2, 3, 8, 9, 31, 64, 65)
                .map(units -> arguments(Chain.of(new Dense(units), new Tanh()), Shape.of(66 - units)));
        return Stream.of(plain, shaped, sequences(), pictures(), sizes).flatMap(layers -> layers);
    }

    private static Stream<Arguments> sequences() {
        Layer attention = new MultiHeadAttention(2).withCausal(true);
        TransformerBlock block = new TransformerBlock(2, 9);
        return Stream.of(
                arguments(new LayerNorm(), ROW),
                arguments(new LayerNorm(1e-3), Shape.of(3, 18)),
                arguments(new Embedding(11, 3), Shape.of(4)),
                arguments(Chain.of(new Embedding(5, 4), new PositionalEmbedding(6), attention), Shape.of(6)),
                arguments(new PositionalEmbedding(4), Shape.of(3, 5)),
                arguments(new PositionalEmbedding(3).withKind(PositionalEmbedding.Kind.SINUSOIDAL), Shape.of(3, 5)),
                arguments(new MultiHeadAttention(3), Shape.of(5, 6)),
                arguments(attention, Shape.of(5, 8)),
                arguments(new MultiHeadAttention(1).withDropout(0.3), Shape.of(17, 4)),
                arguments(block, Shape.of(4, 6)),
                arguments(block.withCausal(true).withNormFirst(false).withActivation(new Relu()), Shape.of(4, 6)),
                arguments(block.withDropout(0.2), Shape.of(3, 8)),
                arguments(block.withDropout(0.2).withNormFirst(false), Shape.of(3, 8)),
                arguments(new TiedEmbedding(7, 4, List.of(block.withCausal(true))), Shape.of(3)),
                arguments(new TiedEmbedding(7, 4, List.of(new Dense(4), new Tanh())).withBias(true), Shape.of(3)));
    }

    private static Stream<Arguments> pictures() {
        return Stream.of(
                arguments(new Conv2d(4, 3), Shape.of(2, 5, 6)),
                arguments(new Conv2d(3, 3).withPadding(Padding.SAME).withBias(false), Shape.of(16, 5, 4)),
                arguments(new Conv2d(4, new Extent(3, 2)).withStride(new Extent(2, 1)), Shape.of(20, 6, 5)),
                arguments(new Conv2d(2, 3).withDilation(Extent.of(2)).withPadding(Padding.of(2, 1)), Shape.of(2, 6, 7)),
                arguments(new Conv2d(6, 3).withStride(Extent.of(2)).withGroups(2), Shape.of(4, 7, 6)),
                arguments(new Conv2d(5, 1), Shape.of(3, 4, 5)),
                arguments(
                        Chain.of(new Conv2d(4, 3).withPadding(Padding.of(1)), new Tanh(), new Conv2d(2, 3)),
                        Shape.of(2, 6, 5)),
                arguments(
                        Chain.of(new Conv2d(4, 3), new Silu(), new AvgPool2d(2), new Flatten(), new Dense(3)),
                        Shape.of(1, 8, 8)),
                arguments(new Conv1d(4, 3), Shape.of(6, 5)),
                arguments(new Conv1d(4, 4).withPadding(SequencePadding.SAME).withBias(false), Shape.of(7, 2)),
                arguments(
                        new Conv1d(6, 3)
                                .withStride(2)
                                .withDilation(2)
                                .withGroups(2)
                                .withPadding(SequencePadding.CAUSAL),
                        Shape.of(7, 4)),
                arguments(Chain.of(new Conv1d(3, 2), new Tanh(), new Conv1d(2, 2)), Shape.of(6, 3)),
                arguments(new MaxPool2d(2), Shape.of(3, 6, 8)),
                arguments(new MaxPool2d(2), Shape.of(2, 5, 7)),
                arguments(new MaxPool2d(3).withStride(Extent.of(2)).withPadding(Padding.of(1)), Shape.of(2, 7, 6)),
                arguments(new AvgPool2d(2), Shape.of(2, 5, 6)),
                arguments(
                        new AvgPool2d(3)
                                .withStride(Extent.of(1))
                                .withPadding(Padding.SAME)
                                .withCountIncludePad(false),
                        Shape.of(2, 4, 5)),
                arguments(new GlobalAvgPool2d(), Shape.of(3, 4, 5)));
    }

    @Test
    void everyRegisteredLayerStandsInTheList() {
        assertThat(layers().map(arguments -> arguments.get()[0].getClass().getName()))
                .containsAll(LayerRegistry.BY_NAME.values().stream()
                        .map(Class::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void gradientsAreThoseOfCentralDifferences(Layer layer, Shape input) {
        Numeric.checkGradients(layer, input, 5, true);
        Numeric.checkGradients(layer, input, 5, false);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void noRowsAndOneRowWork(Layer layer, Shape input) {
        Run none = new Run(layer, input, 0, 0);
        assertThat(none.dParameters).containsOnly(new float[none.dParameters.length]);
        // By the batch's own moments rows depend on each other.
        boolean training = layer.runningMoments(input).isEmpty();
        Run one = new Run(layer, input, 1, training);
        Run five = new Run(layer, input, 5, training);
        for (int j = 0; j < one.y.columns(); j++) {
            // A library may add up a product of one row in another order than one of five.
            float expected = five.y.at(0, j);
            assertThat(one.y.at(0, j)).isCloseTo(expected, within(1e-5f * Math.max(1, Math.abs(expected))));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void twiceTheSameGivesTheSameBits(Layer layer, Shape input) {
        Run first = new Run(layer, input, 5, 0);
        Run second = new Run(layer, input, 5, 0);
        assertThat(second.y.toArray()).containsExactly(first.y.toArray());
        assertThat(second.dx.toArray()).containsExactly(first.dx.toArray());
        assertThat(second.dParameters).containsExactly(first.dParameters);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void offsetsDoNotShowAndNothingAroundIsTouched(Layer layer, Shape input) {
        Run plain = new Run(layer, input, 5, 0);
        Run shifted = new Run(layer, input, 5, 3);
        assertThat(shifted.y.toArray()).containsExactly(plain.y.toArray());
        assertThat(shifted.dx.toArray()).containsExactly(plain.dx.toArray());
        shifted.assertNothingAroundIsTouched();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void parameterGradientsAreAddedToWhatIsThere(Layer layer, Shape input) {
        Run once = new Run(layer, input, 5, 0);
        float[] twice = once.dParameters.clone();
        new Run(layer, input, 5, 0, twice);
        for (int i = 0; i < twice.length; i++) {
            assertThat(twice[i]).isCloseTo(2 * once.dParameters[i], within(1e-5f * Math.max(1, Math.abs(twice[i]))));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void serialisedAndBackItIsTheSame(Layer layer, Shape input) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(layer);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Layer back = (Layer) in.readObject();
            assertThat(back.outputShape(input)).isEqualTo(layer.outputShape(input));
            assertThat(new Run(back, input, 3, 0).y.toArray()).containsExactly(new Run(layer, input, 3, 0).y.toArray());
        }
    }

    /** A layer run forth and back on random numbers, its matrices a few numbers into their arrays. */
    private static final class Run {
        private static final float GUARD = 123;

        private final int offset;
        private final Matrix y;
        private final Matrix dx;
        private final float[] dParameters;

        Run(Layer layer, Shape input, int rows, int offset) {
            this(layer, input, rows, offset, new float[length(layer, input)]);
        }

        Run(Layer layer, Shape input, int rows, boolean training) {
            this(layer, input, rows, 0, new float[length(layer, input)], training);
        }

        Run(Layer layer, Shape input, int rows, int offset, float[] dParameters) {
            this(layer, input, rows, offset, dParameters, true);
        }

        private Run(Layer layer, Shape input, int rows, int offset, float[] dParameters, boolean training) {
            this.offset = offset;
            this.dParameters = dParameters;
            Shape output = layer.outputShape(input);
            float[] parameters = Numeric.random(dParameters.length, 1);
            Matrix x = guarded(Numeric.inputs(layer, rows * input.size()), rows, input);
            Matrix dy = guarded(Numeric.random(rows * output.size(), 3), rows, output);
            y = guarded(new float[rows * output.size()], rows, output);
            dx = guarded(new float[rows * input.size()], rows, input);
            layer.forward(Numeric.pass(layer, input, rows, training), Slice.of(parameters), x, y)
                    .apply(dy, Slice.of(dParameters), dx);
        }

        private Matrix guarded(float[] values, int rows, Shape shape) {
            float[] array = new float[values.length + 2 * offset];
            Arrays.fill(array, GUARD);
            System.arraycopy(values, 0, array, offset, values.length);
            return new Matrix(array, offset, rows, shape);
        }

        void assertNothingAroundIsTouched() {
            for (Matrix matrix : List.of(y, dx)) {
                for (int i = 0; i < offset; i++) {
                    assertThat(matrix.array()[i]).isEqualTo(GUARD);
                    assertThat(matrix.array()[matrix.array().length - 1 - i]).isEqualTo(GUARD);
                }
            }
        }

        private static int length(Layer layer, Shape input) {
            return layer.parameters(input).stream()
                    .map(Parameter::shape)
                    .mapToInt(Shape::size)
                    .sum();
        }
    }
}
