package io.kindling.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolingTest {
    private static final Slice NOTHING = Slice.of(new float[0]);

    static Stream<ReferenceCase> cases() {
        return ReferenceCases.of("pooling");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(ReferenceCase expected) {
        Layer layer = layer(expected);
        Matrix x = expected.tensor("input").matrix();
        Shape output = layer.outputShape(x.shape());
        Matrix y = Matrix.zeros(x.rows(), output);
        Matrix dx = Matrix.of(Numeric.random(x.size(), 9), x.rows(), x.shape());
        Matrix dy = expected.tensor("upstream").matrix().reshape(x.rows(), output);

        layer.forward(Numeric.pass(x.rows(), true), NOTHING, x, y).apply(dy, NOTHING, dx);

        assertThat(y.toArray()).containsExactly(expected.tensor("output").floats(), within(1e-5f));
        assertThat(dx.toArray()).containsExactly(expected.tensor("grad_input").floats(), within(1e-5f));
    }

    private static Layer layer(ReferenceCase expected) {
        if (expected.layer().equals("global_avg_pool2d")) {
            return new GlobalAvgPool2d();
        }
        int kernel = expected.at("layer.kernel").asInt();
        Extent stride = Extent.of(expected.at("layer.stride").asInt());
        Padding padding = Padding.of(expected.at("layer.padding").asInt());
        return expected.layer().equals("max_pool2d")
                ? new MaxPool2d(kernel).withStride(stride).withPadding(padding)
                : new AvgPool2d(kernel)
                        .withStride(stride)
                        .withPadding(padding)
                        .withCountIncludePad(
                                expected.at("layer.count_include_pad").asBoolean());
    }

    @Test
    void ofEqualNumbersTheFirstTakesTheGradient() {
        for (Layer layer : List.of(new MaxPool2d(2), new MaxPool2d(2).withStride(new Extent(2, 3)))) {
            Matrix x = Matrix.of(new float[] {1, 7, 7, 7}, 1, Shape.of(1, 2, 2));
            Matrix dx = Matrix.zeros(1, x.shape());
            layer.forward(Numeric.pass(1, true), NOTHING, x, Matrix.zeros(1, Shape.of(1, 1, 1)))
                    .apply(Matrix.of(new float[] {3}, 1, Shape.of(1, 1, 1)), NOTHING, dx);
            assertThat(dx.array()).containsExactly(0, 3, 0, 0);
        }
    }

    @Test
    void aNanIsNotOverlooked() {
        for (Layer layer : List.of(new MaxPool2d(2), new MaxPool2d(2).withStride(new Extent(2, 3)))) {
            Matrix x = Matrix.of(new float[] {1, Float.NaN, 7, Float.POSITIVE_INFINITY}, 1, Shape.of(1, 2, 2));
            Matrix y = Matrix.zeros(1, Shape.of(1, 1, 1));
            layer.forward(Numeric.pass(1, true), NOTHING, x, y);
            assertThat(y.at(0, 0)).isNaN();
        }
    }

    @Test
    void paddingIsNeverTheLargest() {
        Matrix x = Matrix.of(new float[] {-5, -4, -3, -2}, 1, Shape.of(1, 2, 2));
        Matrix y = Matrix.zeros(1, Shape.of(1, 3, 3));
        new MaxPool2d(2)
                .withStride(Extent.ONE)
                .withPadding(Padding.of(1))
                .forward(Numeric.pass(1, true), NOTHING, x, y);
        assertThat(y.array()).containsExactly(-5, -4, -4, -3, -2, -2, -3, -2, -2);
    }

    @Test
    void aMeanMayLeavePaddingOut() {
        Matrix x = Matrix.of(new float[] {1, 2, 3, 4}, 1, Shape.of(1, 2, 2));
        Matrix y = Matrix.zeros(1, Shape.of(1, 2, 2));
        AvgPool2d layer = new AvgPool2d(2).withStride(Extent.of(2)).withPadding(Padding.of(1));
        layer.forward(Numeric.pass(1, true), NOTHING, x, y);
        assertThat(y.array()).containsExactly(0.25f, 0.5f, 0.75f, 1);
        layer.withCountIncludePad(false).forward(Numeric.pass(1, true), NOTHING, x, y);
        assertThat(y.array()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void nonsenseIsRefusedWithWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaxPool2d(3).withPadding(Padding.of(2)))
                .withMessage("max_pool2d has a padding of 2 and windows of 3; padding must be at most half a window");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AvgPool2d(2).withPadding(Padding.SAME))
                .withMessage("avg_pool2d has a stride of 2; padding: same needs a stride of 1");
        assertThatThrownBy(() -> new MaxPool2d(4).outputShape(Shape.of(1, 3, 9)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[4, 4]")
                .hasMessageContaining("[1, 3, 9]");
        assertThatThrownBy(() -> new GlobalAvgPool2d().outputShape(Shape.of(8)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[8]");
    }
}
