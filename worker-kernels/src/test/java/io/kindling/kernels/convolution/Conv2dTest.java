package io.kindling.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Selu;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Distribution;
import io.kindling.kernels.parameter.He;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.reference.ReferenceTensor;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Conv2dTest {
    static Stream<ReferenceCase> cases() {
        return ReferenceCases.of("conv2d");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(ReferenceCase expected) {
        JsonNode padding = expected.at("layer.padding");
        Conv2d layer = new Conv2d(expected.at("layer.out_channels").asInt(), extent(expected.at("layer.kernel")))
                .withStride(extent(expected.at("layer.stride")))
                .withPadding(
                        padding.isArray()
                                ? Padding.of(
                                        padding.get(0).asInt(), padding.get(1).asInt())
                                : Padding.of(padding.asInt()))
                .withDilation(extent(expected.at("layer.dilation")))
                .withGroups(expected.at("layer.groups").asInt());
        Matrix x = expected.tensor("input").matrix();
        float[] weight = expected.tensor("params.weight").floats();
        float[] bias = expected.tensor("params.bias").floats();
        float[] parameters = Arrays.copyOf(weight, weight.length + bias.length);
        System.arraycopy(bias, 0, parameters, weight.length, bias.length);

        Run run = new Run(layer, x, parameters, expected.tensor("upstream").floats());

        assertThat(layer.outputShape(x.shape()))
                .isEqualTo(expected.tensor("output").rowShape());
        assertClose(run.y.toArray(), expected.tensor("output"));
        assertClose(run.dx.toArray(), expected.tensor("grad_input"));
        assertClose(Arrays.copyOf(run.dParameters, weight.length), expected.tensor("grad_params.weight"));
        assertClose(
                Arrays.copyOfRange(run.dParameters, weight.length, parameters.length),
                expected.tensor("grad_params.bias"));
    }

    /** Geometries that lay out their bands in different ways. */
    static Stream<Arguments> geometries() {
        return Stream.of(
                Arguments.of(new Conv2d(5, 5).withPadding(Padding.of(2)), Shape.of(16, 9, 7)),
                Arguments.of(new Conv2d(3, 3).withStride(Extent.of(2)), Shape.of(12, 9, 10)),
                Arguments.of(new Conv2d(3, 3).withStride(Extent.of(2)).withDilation(Extent.of(3)), Shape.of(11, 12, 9)),
                Arguments.of(new Conv2d(4, new Extent(1, 3)).withPadding(Padding.SAME), Shape.of(4, 5, 6)),
                Arguments.of(new Conv2d(4, new Extent(4, 2)).withPadding(Padding.SAME), Shape.of(20, 5, 6)),
                Arguments.of(new Conv2d(6, 1), Shape.of(5, 4, 3)),
                Arguments.of(new Conv2d(6, 1).withPadding(Padding.of(1)), Shape.of(5, 4, 3)),
                Arguments.of(new Conv2d(6, 1).withStride(new Extent(2, 3)), Shape.of(5, 7, 8)),
                Arguments.of(new Conv2d(2, 2).withStride(Extent.of(3)).withPadding(Padding.of(3)), Shape.of(20, 4, 5)),
                Arguments.of(new Conv2d(8, 3).withGroups(4).withBias(false), Shape.of(8, 6, 5)),
                Arguments.of(new Conv2d(4, 3).withPadding(Padding.of(1)), Shape.of(16, 60, 80)),
                Arguments.of(new Conv2d(2, 3).withPadding(Padding.of(1)), Shape.of(1, 200, 300)),
                Arguments.of(new Conv2d(4, 3).withStride(new Extent(2, 1)), Shape.of(12, 90, 130)),
                Arguments.of(new Conv2d(70, 3).withPadding(Padding.SAME), Shape.of(140, 20, 18)));
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void isItsFormulaForthAndBack(Conv2d layer, Shape input) {
        Shape output = layer.outputShape(input);
        float[] parameters = Numeric.random(layer.parameterCount(input), 1);
        Matrix x = Matrix.of(Numeric.random(2 * input.size(), 2), 2, input);
        float[] dy = Numeric.random(2 * output.size(), 3);

        Run run = new Run(layer, x, parameters, dy);

        double[] y = new double[2 * output.size()];
        double[] dx = new double[x.size()];
        double[] dParameters = new double[parameters.length];
        Windows windows = windows(layer, input);
        int inGroup = input.dimension(0) / layer.groups();
        int outGroup = layer.filters() / layer.groups();
        for (int row = 0; row < 2; row++) {
            for (int f = 0; f < layer.filters(); f++) {
                for (int at = 0; at < windows.outPlane(); at++) {
                    int to = row * output.size() + f * windows.outPlane() + at;
                    int bias = parameters.length - layer.filters() + f;
                    if (layer.bias()) {
                        y[to] += parameters[bias];
                        dParameters[bias] += dy[to];
                    }
                    for (int c = 0; c < inGroup; c++) {
                        for (int i = 0; i < layer.kernel().height(); i++) {
                            for (int j = 0; j < layer.kernel().width(); j++) {
                                int h = at / windows.outWidth() * layer.stride().height()
                                        + i * layer.dilation().height()
                                        - windows.top();
                                int w = at % windows.outWidth() * layer.stride().width()
                                        + j * layer.dilation().width()
                                        - windows.left();
                                if (h < 0 || h >= input.dimension(1) || w < 0 || w >= input.dimension(2)) {
                                    continue;
                                }
                                int from = row * input.size()
                                        + (f / outGroup * inGroup + c) * windows.plane()
                                        + h * input.dimension(2)
                                        + w;
                                int weight = ((f * inGroup + c) * layer.kernel().height() + i)
                                                * layer.kernel().width()
                                        + j;
                                y[to] += (double) parameters[weight] * x.array()[from];
                                dParameters[weight] += (double) dy[to] * x.array()[from];
                                dx[from] += (double) dy[to] * parameters[weight];
                            }
                        }
                    }
                }
            }
        }
        assertClose(run.y.toArray(), y);
        assertClose(run.dx.toArray(), dx);
        assertClose(run.dParameters, dParameters);
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void aRowDoesNotDependOnTheOthers(Conv2d layer, Shape input) {
        float[] parameters = Numeric.random(layer.parameterCount(input), 1);
        Matrix x = Matrix.of(Numeric.random(3 * input.size(), 2), 3, input);
        Shape output = layer.outputShape(input);
        float[] dy = Numeric.random(3 * output.size(), 3);
        Run all = new Run(layer, x, parameters, dy);
        for (int row = 0; row < 3; row++) {
            Matrix one = new Matrix(x.array(), x.rowOffset(row), 1, input);
            float[] dOne = Arrays.copyOfRange(dy, row * output.size(), (row + 1) * output.size());
            Run alone = new Run(layer, one, parameters, dOne);
            assertThat(alone.y.array())
                    .isEqualTo(Arrays.copyOfRange(all.y.array(), row * output.size(), (row + 1) * output.size()));
            assertThat(alone.dx.array())
                    .isEqualTo(Arrays.copyOfRange(all.dx.array(), row * input.size(), (row + 1) * input.size()));
        }
    }

    @Test
    void fusedWithItsActivationItGivesTheSameBits() {
        Shape input = Shape.of(6, 7, 5);
        for (Activation activation : List.of(new Relu(), new Tanh(), new Selu())) {
            for (boolean bias : new boolean[] {true, false}) {
                Conv2d layer = new Conv2d(9, 3).withPadding(Padding.SAME).withBias(bias);
                Layer fused = layer.fusedWith(activation).orElseThrow();
                assertThat(fused).isInstanceOf(ConvolutionActivation.class);
                Shape output = layer.outputShape(input);
                float[] parameters = Numeric.random(layer.parameterCount(input), 1);
                Matrix x = Matrix.of(Numeric.random(3 * input.size(), 2), 3, input);
                float[] dy = Numeric.random(3 * output.size(), 3);
                Run asOne = new Run(fused, x, parameters, dy);

                Pass pass = Numeric.pass(3, true);
                Matrix middle = Matrix.zeros(3, output);
                Matrix y = Matrix.zeros(3, output);
                Matrix dMiddle = Matrix.zeros(3, output);
                Matrix dx = Matrix.zeros(3, input);
                float[] dParameters = new float[parameters.length];
                Backward first = layer.forward(pass, Slice.of(parameters), x, middle);
                activation
                        .forward(pass, Slice.of(new float[0]), middle, y)
                        .apply(Matrix.of(dy, 3, output), Slice.of(new float[0]), dMiddle);
                first.apply(dMiddle, Slice.of(dParameters), dx);

                assertThat(asOne.y.array()).isEqualTo(y.array());
                assertThat(asOne.dx.array()).isEqualTo(dx.array());
                assertThat(asOne.dParameters).isEqualTo(dParameters);
            }
        }
        assertThat(new Conv2d(9, 3).fusedWith(new Gelu(Gelu.Approximation.NONE)))
                .isEmpty();
    }

    @Test
    void withoutAWishForTheInputsGradientTheParametersAreTheSame() {
        Shape input = Shape.of(3, 6, 5);
        Conv2d layer = new Conv2d(4, 3);
        Shape output = layer.outputShape(input);
        float[] parameters = Numeric.random(layer.parameterCount(input), 1);
        Matrix x = Matrix.of(Numeric.random(2 * input.size(), 2), 2, input);
        float[] dy = Numeric.random(2 * output.size(), 3);
        float[] dParameters = new float[parameters.length];
        layer.forward(Numeric.pass(2, true), Slice.of(parameters), x, Matrix.zeros(2, output))
                .apply(Matrix.of(dy.clone(), 2, output), Slice.of(dParameters), null);
        assertThat(dParameters).isEqualTo(new Run(layer, x, parameters, dy).dParameters);
    }

    @Test
    void memoryDoesNotGrowWithTheRowsAndIsGivenBack() {
        Shape input = Shape.of(8, 20, 20);
        Conv2d layer = new Conv2d(4, 3);
        long[] peaks = new long[2];
        for (int i = 0; i < 2; i++) {
            int rows = 8 + 8 * i;
            Pass pass = Numeric.pass(rows, true);
            layer.forward(
                            pass,
                            Slice.of(new float[layer.parameterCount(input)]),
                            Matrix.zeros(rows, input),
                            Matrix.zeros(rows, layer.outputShape(input)))
                    .apply(
                            Matrix.zeros(rows, layer.outputShape(input)),
                            Slice.of(new float[layer.parameterCount(input)]),
                            Matrix.zeros(rows, input));
            peaks[i] = pass.scratch().peak();
            assertThat(pass.scratch().mark()).isZero();
        }
        assertThat(peaks[0]).isPositive().isEqualTo(peaks[1]);
    }

    @Test
    void parametersAreThoseOfPyTorch() {
        List<Parameter> parameters =
                new Conv2d(8, new Extent(3, 2)).withGroups(2).parameters(Shape.of(6, 9, 9));
        assertThat(parameters).extracting(Parameter::name).containsExactly("weight", "bias");
        assertThat(parameters.get(0).shape()).isEqualTo(Shape.of(8, 3, 3, 2));
        assertThat(parameters.get(0).fanIn()).isEqualTo(18);
        assertThat(parameters.get(0).fanOut()).isEqualTo(24);
        assertThat(parameters.get(1).shape()).isEqualTo(Shape.of(8));
        assertThat(new Conv2d(8, 3).withBias(false).parameters(Shape.of(6, 9, 9)))
                .hasSize(1);
        assertThat(Chain.of(new Conv2d(8, 3), new Relu())
                        .parameters(Shape.of(6, 9, 9))
                        .get(0)
                        .initializer())
                .isEqualTo(new He(Distribution.NORMAL));
    }

    @Test
    void nonsenseIsRefusedWithWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv2d(9, 3).withGroups(2))
                .withMessage(
                        "conv2d has 9 filters in 2 groups; both must be at least 1, and filters a multiple of groups");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv2d(9, 3).withPadding(Padding.SAME).withStride(Extent.of(2)))
                .withMessage("conv2d has a stride of 2; padding: same needs a stride of 1");
        assertThatThrownBy(() -> new Conv2d(9, 3).outputShape(Shape.of(784)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("conv2d takes pictures of [channels, height, width], but this input is [784]."
                        + " Put reshape: [channels, height, width] in front of it");
        assertThatThrownBy(() -> new Conv2d(9, 5).withDilation(Extent.of(2)).outputShape(Shape.of(3, 9, 8)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("conv2d has a window of [9, 9] cells, but this input is [3, 9, 8] with a padding of 0."
                        + " Make kernel or dilation smaller, or padding larger");
        assertThatThrownBy(() -> new Conv2d(8, 3).withGroups(2).outputShape(Shape.of(3, 9, 9)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("conv2d has 2 groups, which do not divide the 3 channels of this input, [3, 9, 9]");
    }

    private static Windows windows(Conv2d layer, Shape input) {
        return Windows.of("conv2d", input, layer.kernel(), layer.stride(), layer.padding(), layer.dilation());
    }

    private static Extent extent(JsonNode json) {
        return json.isArray() ? new Extent(json.get(0).asInt(), json.get(1).asInt()) : Extent.of(json.asInt());
    }

    private static void assertClose(float[] actual, ReferenceTensor expected) {
        assertThat(actual).containsExactly(expected.floats(), within((float) expected.tolerance()));
    }

    private static void assertClose(float[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(worst).isLessThan(1e-5 * Math.max(1, largest));
    }

    /** A layer run forth and back. */
    private static final class Run {
        private final Matrix y;
        private final Matrix dx;
        private final float[] dParameters;

        Run(Layer layer, Matrix x, float[] parameters, float[] dy) {
            Shape output = layer.outputShape(x.shape());
            y = Matrix.zeros(x.rows(), output);
            dx = Matrix.of(Numeric.random(x.size(), 9), x.rows(), x.shape());
            dParameters = new float[parameters.length];
            layer.forward(Numeric.pass(x.rows(), true), Slice.of(parameters), x, y)
                    .apply(Matrix.of(dy.clone(), x.rows(), output), Slice.of(dParameters), dx);
        }
    }
}
