package io.kindling.kernels.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.vector.Elementwise;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every activation layer keeps to. */
class ActivationContractTest {
    private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 31, 64, 65};

    static Stream<Arguments> layers() {
        return ActivationCases.layersOnBothTwins();
    }

    /** Output and input gradient of one pass. */
    private static final class Result {
        final float[] y;
        final float[] dx;

        Result(Matrix y, Matrix dx) {
            this.y = y.toArray();
            this.dx = dx.toArray();
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theGradientIsTheLossesSlope(Elementwise loops, Layer layer) {
        Shape shape = Shape.of(5);
        float[] x = numbers(15, 1);
        float[] dy = numbers(15, 2);
        float[] dx = run(loops, layer, x, dy, 0, 3, shape).dx;
        float h = 1e-2f;
        for (int i = 0; i < x.length; i++) {
            float[] up = x.clone();
            float[] down = x.clone();
            up[i] += h;
            down[i] -= h;
            double above = loss(run(loops, layer, up, dy, 0, 3, shape).y, dy);
            double below = loss(run(loops, layer, down, dy, 0, 3, shape).y, dy);
            assertThat((double) dx[i])
                    .as("at %s", x[i])
                    .isCloseTo((above - below) / ((double) up[i] - down[i]), within(1e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void offsetsChangeNothingAndRepetitionGivesTheSame(Elementwise loops, Layer layer) {
        for (int size : SIZES) {
            Shape shape = Shape.of(size);
            float[] x = numbers(3 * size, 1);
            float[] dy = numbers(3 * size, 2);
            Result first = run(loops, layer, x, dy, 0, 3, shape);
            Result again = run(loops, layer, x, dy, 0, 3, shape);
            Result shifted = run(loops, layer, x, dy, 13, 3, shape);
            assertThat(again.y).isEqualTo(first.y);
            assertThat(again.dx).isEqualTo(first.dx);
            assertThat(shifted.y).isEqualTo(first.y);
            assertThat(shifted.dx).isEqualTo(first.dx);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aRowDoesNotDependOnTheOthers(Elementwise loops, Layer layer) {
        for (int size : SIZES) {
            Shape shape = Shape.of(size);
            float[] x = numbers(3 * size, 1);
            float[] dy = numbers(3 * size, 2);
            Result all = run(loops, layer, x, dy, 0, 3, shape);
            Result one = run(loops, layer, middle(x, size), middle(dy, size), 0, 1, shape);
            assertThat(one.y).isEqualTo(middle(all.y, size));
            assertThat(one.dx).isEqualTo(middle(all.dx, size));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void zeroRowsAreTaken(Elementwise loops, Layer layer) {
        Result nothing = run(loops, layer, new float[0], new float[0], 4, 0, Shape.of(3, 2));
        assertThat(nothing.y).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theShapeIsKeptAndOnlyTheLastAxisMatters(Elementwise loops, Layer layer) {
        assertThat(layer.outputShape(Shape.of(2, 3, 4))).isEqualTo(Shape.of(2, 3, 4));
        assertThat(layer.parameters(Shape.of(2, 3, 4))).isEmpty();
        float[] x = numbers(24, 1);
        float[] dy = numbers(24, 2);
        Result deep = run(loops, layer, x, dy, 0, 1, Shape.of(2, 3, 4));
        Result flat = run(loops, layer, x, dy, 0, 6, Shape.of(4));
        assertThat(deep.y).isEqualTo(flat.y);
        assertThat(deep.dx).isEqualTo(flat.dx);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aFirstLayerMayLeaveOutTheInputsGradient(Elementwise loops, Layer layer) {
        Matrix x = Matrix.of(numbers(6, 1), 2, Shape.of(3));
        Matrix y = Matrix.zeros(2, Shape.of(3));
        float[] dy = numbers(6, 2);
        layer.forward(ActivationCases.pass(loops), null, x, y).apply(Matrix.of(dy, 2, Shape.of(3)), null, null);
        assertThat(dy).isEqualTo(numbers(6, 2));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theGradientMayOverwriteTheOneItComesFrom(Elementwise loops, Layer layer) {
        Shape shape = Shape.of(65);
        float[] x = numbers(195, 1);
        float[] dy = numbers(195, 2);
        float[] expected = run(loops, layer, x, dy, 0, 3, shape).dx;
        Matrix d = Matrix.of(dy, 3, shape);
        layer.forward(ActivationCases.pass(loops), null, Matrix.of(x, 3, shape), Matrix.zeros(3, shape))
                .apply(d, null, d);
        assertThat(dy).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void javaSerialisationGivesItBack(Elementwise loops, Layer layer) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(layer);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(layer);
        }
    }

    private static Result run(
            Elementwise loops, Layer layer, float[] x, float[] dy, int offset, int rows, Shape shape) {
        Pass pass = ActivationCases.pass(loops);
        Matrix input = shifted(x, offset, rows, shape);
        Matrix output = shifted(new float[x.length], offset + 1, rows, shape);
        Matrix upstream = shifted(dy, offset + 2, rows, shape);
        Matrix gradient = shifted(new float[x.length], offset + 3, rows, shape);
        layer.forward(pass, null, input, output).apply(upstream, null, gradient);
        assertThat(input.toArray()).isEqualTo(x);
        return new Result(output, gradient);
    }

    private static Matrix shifted(float[] numbers, int offset, int rows, Shape shape) {
        float[] array = new float[numbers.length + offset + 3];
        System.arraycopy(numbers, 0, array, offset, numbers.length);
        return new Matrix(array, offset, rows, shape);
    }

    private static double loss(float[] y, float[] dy) {
        double loss = 0;
        for (int i = 0; i < y.length; i++) {
            loss += (double) y[i] * dy[i];
        }
        return loss;
    }

    private static float[] middle(float[] rows, int size) {
        return Arrays.copyOfRange(rows, size, 2 * size);
    }

    private static float[] numbers(int length, long key) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) (1.5 * Draws.normal(key, i));
        }
        return numbers;
    }
}
