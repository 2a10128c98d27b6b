package io.kindling.kernels.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.registry.LossRegistry;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss must keep; a new loss joins the list. */
class LossContractTest {
    private static final int ROWS = 6;
    private static final int WIDTH = 5;

    static Stream<ReferenceCase> cases() {
        return ReferenceCases.of("losses");
    }

    static Stream<Loss> losses() {
        return Stream.of(
                new MeanSquaredError(),
                new MeanAbsoluteError(),
                new Huber(1),
                new Huber(0.5),
                new CrossEntropy(),
                new CrossEntropy(CrossEntropy.Targets.CLASS_INDEX, 0.1, List.of(1.0, 2.0, 0.5, 1.0, 0.0)),
                new CrossEntropy(CrossEntropy.Targets.PROBABILITIES, 0.2, List.of()),
                new BinaryCrossEntropy(),
                new BinaryCrossEntropy(3));
    }

    @Test
    void everyRegisteredLossStandsInTheList() {
        assertThat(losses().map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(List.copyOf(LossRegistry.BY_NAME.values()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(ReferenceCase expected) {
        Loss loss = loss(expected);
        Matrix output = expected.tensor("input").matrix();
        Matrix targets = Matrix.of(expected.tensor("target").floats(), output.rows(), loss.targetShape(output.shape()));
        GradientSum sum = new GradientSum(0);
        Matrix gradient = Matrix.zeros(output.rows(), output.shape());
        loss.evaluate(Numeric.pass(output.rows(), true), output, targets, ones(output.rows()), gradient, sum);

        double value = expected.at("value").asDouble();
        assertThat(sum.meanLoss()).isCloseTo(value, within(1e-5 * Math.max(1, value)));
        float[] mean = gradient.toArray();
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= (float) sum.weight();
        }
        assertThat(mean).containsExactly(expected.tensor("grad_input").floats(), within((float)
                expected.tensor("grad_input").tolerance()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theGradientIsThatOfCentralDifferences(Loss loss) {
        Matrix output = output();
        Matrix targets = targets(loss);
        float[] weights = {1, 2, 0.5f, 1, 3, 1};
        Matrix gradient = Matrix.zeros(ROWS, output.shape());
        loss.evaluate(Numeric.pass(ROWS, true), output, targets, weights, gradient, new GradientSum(0));
        for (int i = 0; i < output.size(); i++) {
            double numeric =
                    (moved(loss, output, targets, weights, i, 1e-2f) - moved(loss, output, targets, weights, i, -1e-2f))
                            / 2e-2;
            assertThat((double) gradient.array()[i]).isCloseTo(numeric, within(5e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aWeightOfTwoCountsLikeTheRowTwiceAndZeroLikeNoRow(Loss loss) {
        Matrix output = output();
        Matrix targets = targets(loss);
        GradientSum weighted = new GradientSum(0);
        loss.evaluate(Numeric.pass(ROWS, true), output, targets, new float[] {2, 0, 1, 1, 1, 1}, null, weighted);
        int width = targets.columns();
        float[] rows = output.toArray();
        float[] truths = targets.toArray();
        System.arraycopy(rows, 0, rows, WIDTH, WIDTH);
        System.arraycopy(truths, 0, truths, width, width);
        GradientSum repeated = new GradientSum(0);
        loss.evaluate(
                Numeric.pass(ROWS, true),
                Matrix.of(rows, ROWS, output.shape()),
                Matrix.of(truths, ROWS, targets.shape()),
                ones(ROWS),
                null,
                repeated);
        assertThat(weighted.loss()).isCloseTo(repeated.loss(), within(1e-5));
        assertThat(weighted.weight()).isCloseTo(repeated.weight(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void extremeOutputsGiveNoNan(Loss loss) {
        Matrix output = Matrix.of(new float[ROWS * WIDTH], ROWS, Shape.of(WIDTH));
        float[] extremes = {1e6f, -1e6f, 0, 88, -104, 1e-30f, 3e4f};
        for (int i = 0; i < output.size(); i++) {
            output.array()[i] = extremes[i % extremes.length];
        }
        GradientSum sum = new GradientSum(0);
        Matrix gradient = Matrix.zeros(ROWS, output.shape());
        loss.evaluate(Numeric.pass(ROWS, true), output, targets(loss), ones(ROWS), gradient, sum);
        assertThat(sum.loss()).isFinite();
        for (float value : gradient.array()) {
            assertThat(value).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void noRowsAddNothing(Loss loss) {
        GradientSum sum = new GradientSum(0);
        Matrix none = Matrix.zeros(0, Shape.of(WIDTH));
        loss.evaluate(
                Numeric.pass(0, true), none, Matrix.zeros(0, loss.targetShape(none.shape())), new float[0], none, sum);
        assertThat(sum.loss()).isZero();
        assertThat(sum.weight()).isZero();
    }

    @Test
    void lossesThatDoNotFitTheOutputNameIt() {
        assertThatThrownBy(() -> new CrossEntropy().targetShape(Shape.of(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[1]")
                .hasMessageContaining("binary_cross_entropy");
        assertThatThrownBy(() -> new MeanSquaredError().targetShape(Shape.of(3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[3, 4]");
        assertThatThrownBy(() -> new CrossEntropy(CrossEntropy.Targets.CLASS_INDEX, 0, List.of(1.0, 1.0))
                        .targetShape(Shape.of(3)))
                .hasMessageContaining("2 class_weights")
                .hasMessageContaining("3 classes");
    }

    @Test
    void eachVectorOfASequenceCounts() {
        Matrix output = Matrix.of(Numeric.random(2 * 3 * 4, 5), 2, Shape.of(3, 4));
        Matrix targets = Matrix.of(new float[] {0, 1, 2, 3, 0, 1}, 2, new CrossEntropy().targetShape(Shape.of(3, 4)));
        GradientSum sequence = new GradientSum(0);
        new CrossEntropy().evaluate(Numeric.pass(2, true), output, targets, new float[] {1, 2}, null, sequence);
        GradientSum flat = new GradientSum(0);
        new CrossEntropy()
                .evaluate(
                        Numeric.pass(6, true),
                        output.reshape(6, Shape.of(4)),
                        targets.reshape(6, Shape.of()),
                        new float[] {1, 1, 1, 2, 2, 2},
                        null,
                        flat);
        assertThat(sequence.loss()).isCloseTo(flat.loss(), within(1e-9));
        assertThat(sequence.weight()).isEqualTo(9);
    }

    @Test
    void negativeClassesDoNotCount() {
        for (CrossEntropy loss : List.of(
                new CrossEntropy(),
                new CrossEntropy(CrossEntropy.Targets.CLASS_INDEX, 0.1, List.of(1.0, 2.0, 0.5, 1.0)))) {
            Matrix output = Matrix.of(Numeric.random(2 * 3 * 4, 5), 2, Shape.of(3, 4));
            Matrix targets = Matrix.of(new float[] {2, -1, 0, -100, 3, -1}, 2, Shape.of(3));
            Matrix gradient = Matrix.zeros(2, output.shape());
            Arrays.fill(gradient.array(), 7);
            GradientSum sum = new GradientSum(0);
            loss.evaluate(Numeric.pass(2, true), output, targets, new float[] {1, 3}, gradient, sum);

            // The three vectors that count, by themselves.
            float[] rows = new float[12];
            float[] expected = new float[24];
            int[] places = {0, 2, 4};
            for (int i = 0; i < 3; i++) {
                System.arraycopy(output.array(), places[i] * 4, rows, i * 4, 4);
            }
            GradientSum alone = new GradientSum(0);
            Matrix counted = Matrix.of(rows, 3, Shape.of(4));
            Matrix truths = Matrix.of(new float[] {2, 0, 3}, 3, Shape.of());
            Matrix aloneGradient = Matrix.zeros(3, Shape.of(4));
            loss.evaluate(Numeric.pass(3, true), counted, truths, new float[] {1, 1, 3}, aloneGradient, alone);
            for (int i = 0; i < 3; i++) {
                System.arraycopy(aloneGradient.array(), i * 4, expected, places[i] * 4, 4);
            }
            assertThat(sum.loss()).isEqualTo(alone.loss());
            assertThat(sum.weight()).isEqualTo(alone.weight());
            assertThat(gradient.array()).containsExactly(expected);
        }
    }

    @Test
    void theFastWayOfOneClassIsThatOfItsFormula() {
        // Weights of 1 take the general way.
        CrossEntropy general = new CrossEntropy(CrossEntropy.Targets.CLASS_INDEX, 0, List.of(1.0, 1.0, 1.0, 1.0, 1.0));
        float[] weights = {1, 2, 0.5f, 1, 3, 0};
        Matrix fast = Matrix.zeros(ROWS, Shape.of(WIDTH));
        Matrix slow = Matrix.zeros(ROWS, Shape.of(WIDTH));
        GradientSum fastSum = new GradientSum(0);
        GradientSum slowSum = new GradientSum(0);
        new CrossEntropy().evaluate(Numeric.pass(ROWS, true), output(), targets(general), weights, fast, fastSum);
        general.evaluate(Numeric.pass(ROWS, true), output(), targets(general), weights, slow, slowSum);
        assertThat(fastSum.loss()).isCloseTo(slowSum.loss(), within(1e-9));
        assertThat(fastSum.weight()).isEqualTo(slowSum.weight());
        assertThat(fast.array()).containsExactly(slow.array(), within(1e-6f));
    }

    @Test
    void aClassThatTheNetworkDoesNotHaveIsNamedWithItsPlace() {
        Matrix targets = Matrix.of(new float[] {0, 1, 2, 3, 4, 0}, 2, Shape.of(3));
        assertThatThrownBy(() -> new CrossEntropy()
                        .evaluate(
                                Numeric.pass(2, true),
                                Matrix.zeros(2, Shape.of(3, 4)),
                                targets,
                                new float[] {1, 1},
                                null,
                                new GradientSum(0)))
                .hasMessageContaining("Row 1")
                .hasMessageContaining("class 4 at position 1")
                .hasMessageContaining("4 outputs");
    }

    private static double moved(Loss loss, Matrix output, Matrix targets, float[] weights, int at, float by) {
        float[] values = output.toArray();
        values[at] += by;
        GradientSum sum = new GradientSum(0);
        loss.evaluate(Numeric.pass(ROWS, true), Matrix.of(values, ROWS, output.shape()), targets, weights, null, sum);
        return sum.loss();
    }

    private static Matrix output() {
        return Matrix.of(Numeric.random(ROWS * WIDTH, 4), ROWS, Shape.of(WIDTH));
    }

    private static Matrix targets(Loss loss) {
        Shape shape = loss.targetShape(Shape.of(WIDTH));
        float[] values = new float[ROWS * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (loss.targetKind()) {
                case CLASS_INDEX -> i % WIDTH;
                case PROBABILITIES -> (i % WIDTH) / 10f;
                case BINARY -> i % 2;
                case NUMBER -> (i % 7) / 2f - 1.3f;
            };
        }
        return Matrix.of(values, ROWS, shape);
    }

    private static Loss loss(ReferenceCase expected) {
        return switch (expected.at("loss.type").asText()) {
            case "mse" -> new MeanSquaredError();
            case "mae" -> new MeanAbsoluteError();
            case "huber" -> new Huber(expected.at("loss.delta").asDouble());
            case "cross_entropy" ->
                new CrossEntropy(
                        expected.has("loss.targets")
                                ? CrossEntropy.Targets.PROBABILITIES
                                : CrossEntropy.Targets.CLASS_INDEX,
                        expected.has("loss.label_smoothing")
                                ? expected.at("loss.label_smoothing").asDouble()
                                : 0,
                        expected.has("loss.class_weights")
                                ? StreamSupport.stream(
                                                expected.at("loss.class_weights")
                                                        .spliterator(),
                                                false)
                                        .map(weight -> weight.asDouble())
                                        .toList()
                                : List.of());
            case "binary_cross_entropy" ->
                new BinaryCrossEntropy(
                        expected.has("loss.positive_weight")
                                ? expected.at("loss.positive_weight").asDouble()
                                : 1);
            default -> throw new IllegalArgumentException(expected.name());
        };
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
