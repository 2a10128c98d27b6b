package io.kindling.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Conv1dTest {
    private static final int TIME = 11;
    private static final int FEATURES = 6;

    static Stream<Conv1d> layers() {
        return Stream.of(
                new Conv1d(5, 3),
                new Conv1d(5, 1),
                new Conv1d(4, 5).withPadding(SequencePadding.of(3)),
                new Conv1d(4, 4).withPadding(SequencePadding.SAME).withBias(false),
                new Conv1d(4, 3).withStride(2).withPadding(SequencePadding.of(1)),
                new Conv1d(4, 2).withStride(3),
                new Conv1d(6, 3).withGroups(3).withDilation(2),
                new Conv1d(2, 3).withDilation(9).withPadding(SequencePadding.SAME),
                new Conv1d(2, 2).withPadding(SequencePadding.of(14)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void isAConv2dOfHeightOneOnTurnedData(Conv1d layer) {
        Shape input = Shape.of(TIME, FEATURES);
        Shape output = layer.outputShape(input);
        Conv2d picture = new Conv2d(layer.filters(), new Extent(1, layer.kernel()))
                .withStride(new Extent(1, layer.stride()))
                .withPadding(
                        layer.padding().equals(SequencePadding.SAME)
                                ? Padding.SAME
                                : Padding.of(0, layer.padding().steps()))
                .withDilation(new Extent(1, layer.dilation()))
                .withGroups(layer.groups())
                .withBias(layer.bias());
        Shape pictureInput = Shape.of(FEATURES, 1, TIME);
        assertThat(picture.outputShape(pictureInput)).isEqualTo(Shape.of(layer.filters(), 1, output.dimension(0)));
        assertThat(picture.parameterCount(pictureInput)).isEqualTo(layer.parameterCount(input));
        float[] parameters = Numeric.random(layer.parameterCount(input), 1);
        float[] x = Numeric.random(3 * input.size(), 2);
        float[] dy = Numeric.random(3 * output.size(), 3);

        Run run = new Run(layer, input, x, parameters, dy);
        Run expected = new Run(
                picture,
                pictureInput,
                turned(x, TIME, FEATURES),
                parameters,
                turned(dy, output.dimension(0), layer.filters()));

        assertThat(run.y).containsExactly(turned(expected.y, layer.filters(), output.dimension(0)), within(1e-5f));
        assertThat(run.dx).containsExactly(turned(expected.dx, FEATURES, TIME), within(1e-5f));
        assertThat(run.dParameters).containsExactly(expected.dParameters, within(5e-5f));
    }

    @Test
    void causalPaddingHidesWhatComesLater() {
        Conv1d layer = new Conv1d(2, 3).withDilation(2).withPadding(SequencePadding.CAUSAL);
        Shape input = Shape.of(TIME, FEATURES);
        assertThat(layer.outputShape(input)).isEqualTo(Shape.of(TIME, 2));
        float[] parameters = Numeric.random(layer.parameterCount(input), 1);
        float[] x = Numeric.random(input.size(), 2);
        float[] before = new Run(layer, input, x, parameters, new float[TIME * 2]).y;
        x[6 * FEATURES] += 1;
        float[] after = new Run(layer, input, x, parameters, new float[TIME * 2]).y;
        for (int step = 0; step < TIME; step++) {
            boolean sees = step == 6 || step == 8 || step == 10;
            assertThat(after[2 * step] != before[2 * step]).isEqualTo(sees);
        }
    }

    @Test
    void fusedWithItsActivationItGivesTheSameBits() {
        Conv1d layer = new Conv1d(5, 3);
        Layer fused = layer.fusedWith(new Relu()).orElseThrow();
        Shape input = Shape.of(TIME, FEATURES);
        Shape output = layer.outputShape(input);
        float[] parameters = Numeric.random(layer.parameterCount(input), 1);
        float[] x = Numeric.random(3 * input.size(), 2);
        float[] dy = Numeric.random(3 * output.size(), 3);
        Run asOne = new Run(fused, input, x, parameters, dy);

        Pass pass = Numeric.pass(3, true);
        Matrix middle = Matrix.zeros(3, output);
        Matrix y = Matrix.zeros(3, output);
        Matrix dMiddle = Matrix.zeros(3, output);
        Matrix dx = Matrix.zeros(3, input);
        float[] dParameters = new float[parameters.length];
        Backward first = layer.forward(pass, Slice.of(parameters), Matrix.of(x, 3, input), middle);
        new Relu()
                .forward(pass, Slice.of(new float[0]), middle, y)
                .apply(Matrix.of(dy, 3, output), Slice.of(new float[0]), dMiddle);
        first.apply(dMiddle, Slice.of(dParameters), dx);

        assertThat(asOne.y).isEqualTo(y.array());
        assertThat(asOne.dx).isEqualTo(dx.array());
        assertThat(asOne.dParameters).isEqualTo(dParameters);
    }

    @Test
    void nonsenseIsRefusedWithWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv1d(4, 3).withGroups(3))
                .withMessageContaining("4 filters in 3 groups");
        assertThatIllegalArgumentException().isThrownBy(() -> new Conv1d(4, 0)).withMessageContaining("a kernel of 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conv1d(4, 3).withStride(2).withPadding(SequencePadding.SAME))
                .withMessage("conv1d has a stride of 2; padding: same needs a stride of 1");
        assertThatThrownBy(() -> new Conv1d(4, 3).outputShape(Shape.of(9)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[9]")
                .hasMessageContaining("[time, features]");
        assertThatThrownBy(() -> new Conv1d(4, 5).outputShape(Shape.of(3, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a window of 5 steps")
                .hasMessageContaining("[3, 2]");
        assertThatThrownBy(() -> new Conv1d(4, 2).withGroups(2).outputShape(Shape.of(3, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("5 features");
    }

    /** Rows of [height, width] as rows of [width, height]. */
    private static float[] turned(float[] rows, int height, int width) {
        float[] turned = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = i / (height * width);
            int at = i % (height * width);
            turned[row * height * width + at % width * height + at / width] = rows[i];
        }
        return turned;
    }

    /** A layer run forth and back on three rows or one. */
    private static final class Run {
        private final float[] y;
        private final float[] dx;
        private final float[] dParameters;

        Run(Layer layer, Shape input, float[] x, float[] parameters, float[] dy) {
            int rows = x.length / input.size();
            Shape output = layer.outputShape(input);
            y = new float[rows * output.size()];
            dx = Numeric.random(x.length, 9);
            dParameters = new float[parameters.length];
            layer.forward(
                            Numeric.pass(rows, true),
                            Slice.of(parameters),
                            Matrix.of(x, rows, input),
                            Matrix.of(y, rows, output))
                    .apply(Matrix.of(dy.clone(), rows, output), Slice.of(dParameters), Matrix.of(dx, rows, input));
        }
    }
}
