package io.kindling.kernels.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Lstm} and {@link Gru}. */
class RecurrentTest {
    private static final int IN = 3;
    private static final int UNITS = 5;

    /** The walk forth in double precision, a row and a number at a time; the gradients are held by the contract test. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void statesAreThoseOfPyTorchsFormulas(int time) {
        int rows = 4;
        Shape input = Shape.of(time, IN);
        float[] x = Numeric.random(rows * input.size(), 2);
        for (Recurrent layer : List.of(new Lstm(UNITS, true), new Gru(UNITS, true))) {
            float[] parameters = Numeric.random(layer.parameterCount(input), 1);
            float[] y = run(layer, input, rows, x, null, parameters).y;
            float[] last = run(lastOnly(layer), input, rows, x, null, parameters).y;
            for (int row = 0; row < rows; row++) {
                double[] h = new double[UNITS];
                double[] c = new double[UNITS];
                for (int step = 0; step < time; step++) {
                    double[] now = new double[IN];
                    for (int k = 0; k < IN; k++) {
                        now[k] = x[(row * time + step) * IN + k];
                    }
                    h = layer.gates() == 4 ? lstmStep(parameters, now, h, c) : gruStep(parameters, now, h);
                    for (int j = 0; j < UNITS; j++) {
                        assertThat((double) y[(row * time + step) * UNITS + j]).isCloseTo(h[j], within(1e-5));
                    }
                }
                for (int j = 0; j < UNITS; j++) {
                    assertThat((double) last[row * UNITS + j]).isCloseTo(h[j], within(1e-5));
                }
            }
        }
    }

    /** Changes c to that after the step. */
    private static double[] lstmStep(float[] parameters, double[] x, double[] h, double[] c) {
        double[] after = new double[UNITS];
        for (int j = 0; j < UNITS; j++) {
            double i = sigmoid(ofInput(parameters, 4, 0, j, x) + ofState(parameters, 4, 0, j, h));
            double f = sigmoid(ofInput(parameters, 4, 1, j, x) + ofState(parameters, 4, 1, j, h));
            double g = Math.tanh(ofInput(parameters, 4, 2, j, x) + ofState(parameters, 4, 2, j, h));
            double o = sigmoid(ofInput(parameters, 4, 3, j, x) + ofState(parameters, 4, 3, j, h));
            c[j] = f * c[j] + i * g;
            after[j] = o * Math.tanh(c[j]);
        }
        return after;
    }

    private static double[] gruStep(float[] parameters, double[] x, double[] h) {
        double[] after = new double[UNITS];
        for (int j = 0; j < UNITS; j++) {
            double r = sigmoid(ofInput(parameters, 3, 0, j, x) + ofState(parameters, 3, 0, j, h));
            double z = sigmoid(ofInput(parameters, 3, 1, j, x) + ofState(parameters, 3, 1, j, h));
            double n = Math.tanh(ofInput(parameters, 3, 2, j, x) + r * ofState(parameters, 3, 2, j, h));
            after[j] = (1 - z) * n + z * h[j];
        }
        return after;
    }

    /** {@code W_i x + b_i} of a gate's unit. */
    private static double ofInput(float[] parameters, int gates, int gate, int unit, double[] x) {
        int row = gate * UNITS + unit;
        double sum = parameters[gates * UNITS * (IN + UNITS) + row];
        for (int k = 0; k < IN; k++) {
            sum += parameters[row * IN + k] * x[k];
        }
        return sum;
    }

    /** {@code W_h h + b_h} of a gate's unit. */
    private static double ofState(float[] parameters, int gates, int gate, int unit, double[] h) {
        int row = gate * UNITS + unit;
        double sum = parameters[gates * UNITS * (IN + UNITS) + gates * UNITS + row];
        for (int k = 0; k < UNITS; k++) {
            sum += parameters[gates * UNITS * IN + row * UNITS + k] * h[k];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void paddingHasNoEffectAndARowWithoutAStepGivesZeros() {
        int time = 4;
        int[] lengths = {4, 2, 0, 1};
        Shape input = Shape.of(time, IN);
        float[] x = Numeric.random(4 * time * IN, 2);
        float[] other = x.clone();
        float[] junk = Numeric.random(x.length, 9);
        for (int row = 0; row < 4; row++) {
            for (int i = (row * time + lengths[row]) * IN; i < (row + 1) * time * IN; i++) {
                other[i] = 1e6f * junk[i];
            }
        }
        for (Recurrent layer : List.of(new Lstm(UNITS), new Lstm(UNITS, true), new Gru(UNITS), new Gru(UNITS, true))) {
            float[] parameters = Numeric.random(layer.parameterCount(input), 1);
            Run run = run(layer, input, 4, x, lengths, parameters);
            Run same = run(layer, input, 4, other, lengths, parameters);
            assertThat(same.y).containsExactly(run.y);
            assertThat(same.dx).containsExactly(run.dx);
            assertThat(same.dParameters).containsExactly(run.dParameters);

            int outputs = run.y.length / 4;
            float[] gradient = new float[parameters.length];
            for (int row = 0; row < 4; row++) {
                int steps = layer.returnSequences() ? lengths[row] : Math.min(1, lengths[row]);
                for (int i = steps * UNITS; i < outputs; i++) {
                    assertThat(run.y[row * outputs + i]).isZero();
                }
                for (int i = lengths[row] * IN; i < time * IN; i++) {
                    assertThat(run.dx[row * time * IN + i]).isZero();
                }
                if (lengths[row] > 0) {
                    assertRowByItselfIsTheSame(layer, run, row, lengths[row], x, parameters, gradient);
                }
            }
            assertClose(gradient, run.dParameters);
        }
    }

    /** Cut to its length, the row has the same outputs and gradients. */
    private static void assertRowByItselfIsTheSame(
            Recurrent layer, Run run, int row, int length, float[] x, float[] parameters, float[] gradient) {
        Shape cut = Shape.of(length, IN);
        int columns = run.dx.length / 4;
        int outputs = run.y.length / 4;
        float[] steps = Arrays.copyOfRange(x, row * columns, row * columns + cut.size());
        float[] dy = Arrays.copyOfRange(
                run.upstream,
                row * outputs,
                row * outputs + layer.outputShape(cut).size());
        Run alone = new Run(layer, cut, 1, steps, dy, null, parameters);
        assertClose(Arrays.copyOfRange(run.y, row * outputs, row * outputs + alone.y.length), alone.y);
        assertClose(Arrays.copyOfRange(run.dx, row * columns, row * columns + cut.size()), alone.dx);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += alone.dParameters[i];
        }
    }

    @Test
    void parametersHavePyTorchsNamesShapesAndBounds() {
        Shape input = Shape.of(7, IN);
        List<Parameter> parameters = new Lstm(UNITS).parameters(input);
        assertThat(parameters.stream().map(p -> p.name() + p.shape()))
                .containsExactly("weight_ih[20, 3]", "weight_hh[20, 5]", "bias_ih[20]", "bias_hh[20]");
        assertThat(parameters.stream().map(Parameter::decays)).containsExactly(true, true, false, false);
        assertThat(new Gru(UNITS).parameters(input).stream().map(p -> p.name() + p.shape()))
                .containsExactly("weight_ih[15, 3]", "weight_hh[15, 5]", "bias_ih[15]", "bias_hh[15]");
        float bound = (float) (1 / Math.sqrt(64));
        float[] start =
                ParameterLayout.of(new Gru(64).parameters(input), List.of()).initialize(1);
        Arrays.sort(start);
        assertThat(start[0]).isBetween(-bound, -0.99f * bound);
        assertThat(start[start.length - 1]).isBetween(0.99f * bound, bound);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Lstm(0)).hasMessageContaining("lstm takes 1 unit or more, not 0");
        assertThatThrownBy(() -> new Gru(-1)).hasMessageContaining("gru takes 1 unit or more, not -1");
        assertThatThrownBy(() -> new Lstm(4).outputShape(Shape.of(5))).hasMessageContaining("[time, features]");
        assertThat(new Lstm(4).outputShape(Shape.of(7, 5))).isEqualTo(Shape.of(4));
        assertThat(new Gru(4).withReturnSequences(true).outputShape(Shape.of(7, 5)))
                .isEqualTo(Shape.of(7, 4));
    }

    private static Recurrent lastOnly(Recurrent layer) {
        return layer.gates() == 4 ? new Lstm(UNITS) : new Gru(UNITS);
    }

    private static Run run(Layer layer, Shape input, int rows, float[] x, int[] lengths, float[] parameters) {
        float[] dy = Numeric.random(rows * layer.outputShape(input).size(), 3);
        return new Run(layer, input, rows, x, dy, lengths, parameters);
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).containsExactly(expected, within(2e-5f));
    }

    /** A layer run forth and back. */
    private static final class Run {
        private final float[] upstream;
        private final float[] y;
        private final float[] dx;
        private final float[] dParameters;

        Run(Layer layer, Shape input, int rows, float[] x, float[] dy, int[] lengths, float[] parameters) {
            Shape output = layer.outputShape(input);
            upstream = dy;
            y = Numeric.random(rows * output.size(), 7);
            dx = Numeric.random(rows * input.size(), 8);
            dParameters = new float[parameters.length];
            Pass pass = Numeric.pass(rows, true).bind(new float[0], 0, null, lengths);
            layer.forward(pass, Slice.of(parameters), Matrix.of(x, rows, input), Matrix.of(y, rows, output))
                    .apply(Matrix.of(dy.clone(), rows, output), Slice.of(dParameters), Matrix.of(dx, rows, input));
        }
    }
}
