package io.kindling.kernels.layer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check that users hold their layers to finds what can be wrong with one. */
class GradientCheckTest {
    private static final Shape ROW = Shape.of(4);

    /** What is done wrong. */
    enum Fault {
        NONE,
        ADDS_TO_Y,
        WRONG_DX,
        ADDS_TO_DX,
        WRONG_SCALE,
        OVERWRITES_SHIFT
    }

    /** {@code y = scale · x + shift}, number by number, with a fault. */
    record Affine(Fault fault) implements Layer {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public List<Parameter> parameters(Shape input) {
            return List.of(
                    new Parameter("scale", input, 1, 1, new Zeros(), false),
                    new Parameter("shift", input, 1, 1, new Zeros(), false));
        }

        @Override
        public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
            int n = x.columns();
            float[] p = parameters.array();
            for (int i = 0; i < x.size(); i++) {
                float before = fault == Fault.ADDS_TO_Y ? y.array()[i] : 0;
                y.array()[i] = before + p[i % n] * x.array()[i] + p[n + i % n];
            }
            return (dy, dParameters, dx) -> {
                for (int i = 0; i < x.size(); i++) {
                    float d = dy.array()[i];
                    float before = fault == Fault.ADDS_TO_DX ? dx.array()[i] : 0;
                    dx.array()[i] = before + d * p[i % n] * (fault == Fault.WRONG_DX ? 1.1f : 1);
                    dParameters.array()[i % n] += d * x.array()[i] * (fault == Fault.WRONG_SCALE ? -1 : 1);
                    float sum = fault == Fault.OVERWRITES_SHIFT && i < n
                            ? 0
                            : dParameters.array()[n + i % n];
                    dParameters.array()[n + i % n] = sum + d;
                }
            };
        }
    }

    @Test
    void aLayerWithoutFaultPasses() {
        assertThatCode(() -> new GradientCheck(new Affine(Fault.NONE), ROW).run())
                .doesNotThrowAnyException();
        assertThatCode(() -> new GradientCheck(new Affine(Fault.NONE), Shape.of(2, 3), 9).run())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "ADDS_TO_Y, dx", // the first to be compared with a difference of NaNs
        "WRONG_DX, dx",
        "ADDS_TO_DX, dx",
        "WRONG_SCALE, the parameter scale",
        "OVERWRITES_SHIFT, the parameter shift"
    })
    void aFaultIsNamed(Fault fault, String what) {
        assertThatThrownBy(() -> new GradientCheck(new Affine(fault), ROW).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "Affine[fault=" + fault + "]: along a random direction",
                        what,
                        "by central differences",
                        "The layer has to overwrite y and dx, and to add to dParameters.");
    }
}
