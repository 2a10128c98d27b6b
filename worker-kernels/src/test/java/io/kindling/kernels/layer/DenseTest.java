package io.kindling.kernels.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Selu;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.parameter.Auto;
import io.kindling.kernels.parameter.Constant;
import io.kindling.kernels.parameter.Distribution;
import io.kindling.kernels.parameter.He;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.parameter.LeCun;
import io.kindling.kernels.parameter.Orthogonal;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.parameter.Xavier;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.reference.ReferenceTensor;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DenseTest {
    static Stream<ReferenceCase> cases() {
        return ReferenceCases.of("dense");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(ReferenceCase expected) {
        boolean bias = expected.has("params.bias");
        Dense dense = new Dense(expected.at("layer.out").asInt(), bias, new Auto());
        Matrix x = expected.tensor("input").matrix();
        float[] weight = expected.tensor("params.weight").floats();
        float[] parameters =
                bias ? concat(weight, expected.tensor("params.bias").floats()) : weight;
        float[] dParameters = new float[parameters.length];
        Matrix y = Matrix.zeros(x.rows(), dense.outputShape(x.shape()));
        Matrix dx = Matrix.zeros(x.rows(), x.shape());

        dense.forward(Numeric.pass(x.rows(), true), Slice.of(parameters), x, y)
                .apply(expected.tensor("upstream").matrix(), Slice.of(dParameters), dx);

        assertClose(y.toArray(), expected.tensor("output"));
        assertClose(dx.toArray(), expected.tensor("grad_input"));
        float[] dWeight = new float[weight.length];
        System.arraycopy(dParameters, 0, dWeight, 0, weight.length);
        assertClose(dWeight, expected.tensor("grad_params.weight"));
        if (bias) {
            float[] dBias = new float[dense.units()];
            System.arraycopy(dParameters, weight.length, dBias, 0, dBias.length);
            assertClose(dBias, expected.tensor("grad_params.bias"));
        }
    }

    @Test
    void fusedWithItsActivationItGivesTheSameNumbers() {
        Activation fromInput = new Gelu(Gelu.Approximation.NONE);
        for (Activation activation : List.of(new Relu(), new Tanh(), new Selu(), fromInput)) {
            Dense dense = new Dense(17);
            Layer fused = dense.fusedWith(activation).orElseThrow();
            assertThat(fused).isInstanceOf(DenseActivation.class);
            Shape input = Shape.of(9);
            float[] parameters = Numeric.random(17 * 10, 1);
            Matrix x = Matrix.of(Numeric.random(6 * 9, 2), 6, input);
            float[] dParameters = new float[parameters.length];
            float[] dFused = new float[parameters.length];
            Matrix middle = Matrix.zeros(6, Shape.of(17));
            Matrix y = Matrix.zeros(6, Shape.of(17));
            Matrix yFused = Matrix.zeros(6, Shape.of(17));
            Matrix dx = Matrix.zeros(6, input);
            Matrix dxFused = Matrix.zeros(6, input);
            Pass pass = Numeric.pass(6, true);

            Backward first = dense.forward(pass, Slice.of(parameters), x, middle);
            Backward second = activation.forward(pass, Slice.of(new float[0]), middle, y);
            Matrix dMiddle = Matrix.zeros(6, Shape.of(17));
            second.apply(Matrix.of(Numeric.random(6 * 17, 3), 6, Shape.of(17)), Slice.of(new float[0]), dMiddle);
            first.apply(dMiddle, Slice.of(dParameters), dx);
            fused.forward(pass, Slice.of(parameters), x, yFused)
                    .apply(Matrix.of(Numeric.random(6 * 17, 3), 6, Shape.of(17)), Slice.of(dFused), dxFused);

            assertThat(yFused.toArray()).containsExactly(y.toArray(), within(1e-6f));
            assertThat(dxFused.toArray()).containsExactly(dx.toArray(), within(1e-5f));
            assertThat(dFused).containsExactly(dParameters, within(1e-5f));
        }
    }

    @Test
    void denseLayersWithoutAnActivationBetweenThemEqualOne() {
        Chain two = Chain.of(new Dense(6), new Dense(3));
        float[] parameters = Numeric.random(6 * 4 + 6 + 3 * 6 + 3, 1);
        // W = W2 · W1 and b = W2 · b1 + b2.
        float[] one = new float[3 * 4 + 3];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 6; k++) {
                float w2 = parameters[30 + i * 6 + k];
                for (int j = 0; j < 4; j++) {
                    one[i * 4 + j] += w2 * parameters[k * 4 + j];
                }
                one[12 + i] += w2 * parameters[24 + k];
            }
            one[12 + i] += parameters[48 + i];
        }
        Matrix x = Matrix.of(Numeric.random(20, 2), 5, Shape.of(4));
        Matrix y = Matrix.zeros(5, Shape.of(3));
        Matrix expected = Matrix.zeros(5, Shape.of(3));
        two.forward(Numeric.pass(5, false), Slice.of(parameters), x, y);
        new Dense(3).forward(Numeric.pass(5, false), Slice.of(one), x, expected);
        assertThat(y.toArray()).containsExactly(expected.toArray(), within(1e-5f));
    }

    @Test
    void weightsStartAsSuitsTheActivationBehindThem() {
        Chain chain = Chain.of(
                new Dense(4),
                new Dropout(0.1),
                new Relu(),
                new Dense(4),
                new Tanh(),
                new Dense(4),
                new Selu(),
                new Dense(4, true, new Orthogonal(1)),
                new Relu(),
                new Dense(2));
        assertThat(chain.parameters(Shape.of(3)).stream()
                        .filter(parameter -> parameter.name().endsWith("weight"))
                        .map(parameter -> (Object) parameter.initializer()))
                .containsExactly(
                        new He(Distribution.NORMAL),
                        new Xavier(Distribution.UNIFORM, 1),
                        new LeCun(Distribution.NORMAL),
                        new Orthogonal(1),
                        new Xavier(Distribution.UNIFORM, 1));
    }

    @Test
    void equalWeightsStayEqualAndRandomOnesBreakTheSymmetry() {
        assertThat(distinctHiddenUnits(new Constant(0.3))).isEqualTo(1);
        assertThat(distinctHiddenUnits(new Auto())).isEqualTo(5);
    }

    /** Trains a hidden layer of five units for a few steps of gradient descent; how many different units there are. */
    private static long distinctHiddenUnits(Initializer initializer) {
        Chain chain = Chain.of(new Dense(5, true, initializer), new Tanh(), new Dense(1, true, initializer));
        Shape input = Shape.of(2);
        List<Parameter> all = chain.parameters(input);
        float[] parameters = ParameterLayout.of(all, List.of()).initialize(4);
        Matrix x = Matrix.of(Numeric.random(16, 2), 8, input);
        float[] truth = Numeric.random(8, 3);
        for (int step = 0; step < 50; step++) {
            Matrix y = Matrix.zeros(8, Shape.of(1));
            float[] gradient = new float[parameters.length];
            Backward back = chain.forward(Numeric.pass(8, true), Slice.of(parameters), x, y);
            Matrix dy = Matrix.zeros(8, Shape.of(1));
            for (int i = 0; i < 8; i++) {
                dy.array()[i] = y.array()[i] - truth[i];
            }
            back.apply(dy, Slice.of(gradient), null);
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] -= 0.05f * gradient[i];
            }
        }
        return IntStream.range(0, 5)
                .mapToObj(unit -> List.of(parameters[2 * unit], parameters[2 * unit + 1], parameters[10 + unit]))
                .distinct()
                .count();
    }

    @Test
    void layersThatDoNotFitNameBothShapes() {
        assertThatThrownBy(() -> Chain.of(new Dense(8), new Residual(List.of(new Dense(4))))
                        .outputShape(Shape.of(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("Layer 1")
                .hasMessageContaining("[8]")
                .hasMessageContaining("[4]");
        assertThatThrownBy(() -> new Dense(8).outputShape(Shape.of())).hasMessageContaining("[]");
    }

    private static void assertClose(float[] actual, ReferenceTensor expected) {
        assertThat(actual).containsExactly(expected.floats(), within((float) expected.tolerance()));
    }

    private static float[] concat(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
