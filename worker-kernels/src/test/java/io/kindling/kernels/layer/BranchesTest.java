package io.kindling.kernels.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Add}, {@link Concatenate} and {@link Residual}, which is an Add. */
class BranchesTest {
    private static final int ROWS = 3;

    @Test
    void concatenatePutsColumnsSideBySideAndChannelsBehindEachOther() {
        Layer twice = new Concatenate(List.of(List.of(), List.of(new Relu()), List.of()));
        assertThat(run(twice, Shape.of(2), 1, -2, 3, 4)).containsExactly(1, -2, 1, 0, 1, -2, 3, 4, 3, 4, 3, 4);
        Layer both = new Concatenate(List.of(List.of(), List.of(new Relu())));
        assertThat(run(both, Shape.of(2, 2), 1, -2, 3, -4)).containsExactly(1, -2, 1, 0, 3, -4, 3, 0);
        assertThat(run(both, Shape.of(2, 1, 2), 1, -2, 3, -4, 5, -6, 7, -8))
                .containsExactly(1, -2, 3, -4, 1, 0, 3, 0, 5, -6, 7, -8, 5, 0, 7, 0);
        assertThat(both.outputShape(Shape.of(2, 5))).isEqualTo(Shape.of(2, 10));
        assertThat(both.outputShape(Shape.of(3, 8, 9))).isEqualTo(Shape.of(6, 8, 9));
    }

    @Test
    void addSumsTheBranches() {
        Layer layer = new Add(List.of(List.of(), List.of(new Relu()), List.of()));
        assertThat(run(layer, Shape.of(2), 1, -2, 3, 4)).containsExactly(3, -4, 9, 12);
    }

    @Test
    void residualIsTheSumOfInputAndInnerLayersToTheLastBit() {
        Shape input = Shape.of(8);
        List<Layer> inner = List.of(new Dense(5), new Tanh(), new Dense(8));
        Chain chain = new Chain(inner);
        float[] parameters = Numeric.random(chain.parameterCount(input), 1);
        float[] x = Numeric.random(ROWS * 8, 2);
        float[] dy = Numeric.random(ROWS * 8, 3);

        Matrix z = Matrix.zeros(ROWS, input);
        Matrix dz = Matrix.zeros(ROWS, input);
        float[] dExpected = new float[parameters.length];
        chain.forward(Numeric.pass(ROWS, true), Slice.of(parameters), Matrix.of(x, ROWS, input), z)
                .apply(Matrix.of(dy.clone(), ROWS, input), Slice.of(dExpected), dz);
        for (int i = 0; i < x.length; i++) {
            z.array()[i] += x[i];
            dz.array()[i] += dy[i];
        }

        for (Layer layer :
                List.of(new Residual(inner), new Add(List.of(List.of(), inner)), new Add(List.of(inner, List.of())))) {
            Matrix y = Matrix.zeros(ROWS, input);
            Matrix dx = Matrix.zeros(ROWS, input);
            float[] dParameters = new float[parameters.length];
            layer.forward(Numeric.pass(ROWS, true), Slice.of(parameters), Matrix.of(x, ROWS, input), y)
                    .apply(Matrix.of(dy.clone(), ROWS, input), Slice.of(dParameters), dx);
            assertThat(y.toArray()).containsExactly(z.toArray());
            assertThat(dx.toArray()).containsExactly(dz.toArray());
            assertThat(dParameters).containsExactly(dExpected);
        }
    }

    @Test
    void parametersAreTheSameWhetherTheInputsGradientIsWantedOrNot() {
        for (Layer layer : List.of(
                new Add(List.of(List.of(), List.of(new Dense(8), new Tanh()), List.of(new Dense(8)))),
                new Concatenate(List.of(List.of(new Dense(3), new Tanh()), List.of(), List.of(new Dense(2)))))) {
            Shape input = Shape.of(8);
            Shape output = layer.outputShape(input);
            float[] parameters = Numeric.random(layer.parameterCount(input), 1);
            float[][] gradients = new float[2][parameters.length];
            for (int i = 0; i < 2; i++) {
                Matrix x = Matrix.of(Numeric.random(ROWS * 8, 2), ROWS, input);
                Matrix dy = Matrix.of(Numeric.random(ROWS * output.size(), 3), ROWS, output);
                layer.forward(Numeric.pass(ROWS, true), Slice.of(parameters), x, Matrix.zeros(ROWS, output))
                        .apply(dy, Slice.of(gradients[i]), i == 0 ? null : Matrix.zeros(ROWS, input));
            }
            assertThat(gradients[0]).containsExactly(gradients[1]);
        }
    }

    @Test
    void whereNoWayBackFollowsTheOutputIsTheSameAndTheMemoryIsGivenBack() {
        Layer layer = new Concatenate(List.of(List.of(new Dense(3), new Tanh()), List.of(), List.of(new Dense(2))));
        Shape input = Shape.of(4);
        Slice parameters = Slice.of(Numeric.random(layer.parameterCount(input), 1));
        Matrix x = Matrix.of(Numeric.random(ROWS * 4, 2), ROWS, input);
        Matrix y = Matrix.zeros(ROWS, layer.outputShape(input));
        Matrix expected = Matrix.zeros(ROWS, y.shape());
        Pass pass = Numeric.pass(ROWS, false).forwardOnly();
        long mark = pass.scratch().mark();
        layer.forward(pass, parameters, x, y);
        layer.forward(Numeric.pass(ROWS, false), parameters, x, expected);
        assertThat(y.toArray()).containsExactly(expected.toArray());
        assertThat(pass.scratch().mark()).isEqualTo(mark);
    }

    @Test
    void parametersAndRunningMomentsAreNamedByBranchAndPosition() {
        List<List<Layer>> branches =
                List.of(List.of(new Dense(4), new BatchNorm()), List.of(), List.of(new Relu(), new Dense(4)));
        for (Layer layer : List.of(new Add(branches), new Concatenate(branches))) {
            assertThat(layer.parameters(Shape.of(4)).stream().map(Parameter::name))
                    .containsExactly("0.0.weight", "0.0.bias", "0.1.weight", "0.1.bias", "2.1.weight", "2.1.bias");
            assertThat(layer.runningMoments(Shape.of(4)).stream().map(RunningMoments::prefix))
                    .containsExactly("0.1.");
        }
        assertThat(new Residual(List.of(new Dense(4)))
                        .parameters(Shape.of(4)).stream().map(Parameter::name))
                .containsExactly("0.weight", "0.bias");
    }

    @Test
    void whatDoesNotFitIsNamedByPlaceAndShapes() {
        assertThatThrownBy(() -> new Add(List.of())).hasMessageContaining("add needs at least one branch");
        assertThatThrownBy(() -> new Concatenate(List.of())).hasMessageContaining("at least one branch");
        assertThatThrownBy(() -> new Add(List.of(List.of(), List.of(new Dense(3)))).outputShape(Shape.of(4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("branch 0 makes [4] and branch 1 [3]");
        assertThatThrownBy(
                        () -> new Concatenate(List.of(List.of(), List.of(new Flatten()))).outputShape(Shape.of(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("branch 0 makes [2, 3] and branch 1 [6]");
        assertThatThrownBy(() ->
                        new Concatenate(List.of(List.of(new Reshape(Shape.of(2, 2, 1, 1))))).outputShape(Shape.of(4)))
                .hasMessageContaining("[2, 2, 1, 1]");
        Layer deep = new Add(List.of(List.of(), List.of(new Relu(), new Reshape(Shape.of(9)))));
        assertThatThrownBy(() -> Chain.of(new Relu(), deep).outputShape(Shape.of(4)))
                .hasMessageContaining("Layer 1.1.1:");
    }

    /** Of one row or more, the output; the way back of ones is taken too, and changes nothing about it. */
    private static float[] run(Layer layer, Shape input, float... x) {
        int rows = x.length / input.size();
        Matrix y = Matrix.zeros(rows, layer.outputShape(input));
        Matrix dy = Matrix.zeros(rows, y.shape());
        Arrays.fill(dy.array(), 1);
        layer.forward(Numeric.pass(rows, true), Slice.of(new float[0]), Matrix.of(x, rows, input), y)
                .apply(dy, Slice.of(new float[0]), Matrix.zeros(rows, input));
        return y.toArray();
    }
}
