package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.GradientCheck;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import org.junit.jupiter.api.Test;

class ParametricReluTest {
    private static final float[] NUMBERS = {1, -2, -3, 4};

    @Test
    void theGradientsAreThoseOfCentralDifferences() {
        new GradientCheck(new ParametricRelu(), Shape.of(7)).run();
        new GradientCheck(new ParametricRelu(), Shape.of(3, 5)).run();
    }

    @Test
    void aboveZeroItChangesNothingAndBelowEachColumnHasItsSlope() {
        Matrix x = Matrix.of(NUMBERS, 2, Shape.of(2));
        Matrix y = Matrix.zeros(2, Shape.of(2));
        Pass pass = new Pass(Kernels.best()).begin(false, 0, new long[2]);
        new ParametricRelu().forward(pass, Slice.of(new float[] {0.5f, 0.25f}), x, y);
        assertThat(y.toArray()).containsExactly(1, -0.5f, -1.5f, 4);
    }

    @Test
    void aSingleNumberHasNoColumns() {
        assertThatThrownBy(() -> new ParametricRelu().outputShape(Shape.of()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("at least one axis; this input is []");
    }
}
