package io.kindling.kernels.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.reference.ReferenceTensor;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchNormTest {
    private static final String SLOT = Pass.runningSlot(0);

    static Stream<ReferenceCase> cases() {
        return ReferenceCases.of("normalization").filter(c -> c.layer().startsWith("batch_norm"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorchAndMovesTheRunningMomentsAsItDoes(ReferenceCase expected) {
        BatchNorm layer = new BatchNorm()
                .withMomentum(expected.at("layer.momentum").asDouble())
                .withEpsilon(expected.at("layer.eps").asDouble());
        boolean training = expected.at("layer.mode").asText().equals("train");
        Matrix x = expected.tensor("input").matrix();
        Model model = new Model(x.shape(), List.of(layer, new Flatten()), new MeanSquaredError());
        int channels = model.layout().parameters() / 2;
        float[] weights = concat(
                expected.tensor("params.weight").floats(),
                expected.tensor("params.bias").floats(),
                expected.tensor("buffers_before.running_mean").floats(),
                expected.tensor("buffers_before.running_var").floats());
        float[] before = weights.clone();
        float[] dParameters = new float[2 * channels];
        Matrix y = Matrix.zeros(x.rows(), x.shape());
        Matrix dx = Matrix.zeros(x.rows(), x.shape());
        Tally tally = new Tally();

        Pass pass = Numeric.pass(x.rows(), training).bind(weights, 2 * channels, training ? tally : null, null);
        layer.forward(pass, new Slice(weights, 0, 2 * channels), x, y)
                .apply(expected.tensor("upstream").matrix(), Slice.of(dParameters), dx);

        assertClose(y.toArray(), expected.tensor("output"));
        assertClose(dx.toArray(), expected.tensor("grad_input"));
        assertClose(Arrays.copyOfRange(dParameters, 0, channels), expected.tensor("grad_params.weight"));
        assertClose(Arrays.copyOfRange(dParameters, channels, 2 * channels), expected.tensor("grad_params.bias"));

        assertThat(weights).containsExactly(before);
        model.moveRunning(tally, weights);
        if (training) {
            assertClose(
                    Arrays.copyOfRange(weights, 2 * channels, 3 * channels),
                    expected.tensor("buffers_after.running_mean"));
            assertClose(
                    Arrays.copyOfRange(weights, 3 * channels, 4 * channels),
                    expected.tensor("buffers_after.running_var"));
        } else {
            assertThat(weights).containsExactly(before);
        }
    }

    @Test
    void theMomentsOfShardsThatMeetAreThoseOfTheWhole() {
        for (Shape shape : List.of(Shape.of(6), Shape.of(3, 5, 4), Shape.of(5, 6))) {
            float[] numbers = Numeric.random(11 * shape.size(), 1);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] += 100;
            }
            Tally whole = count(numbers, 0, 11, shape);
            Tally shards = count(numbers, 0, 4, shape);
            shards.merge(count(numbers, 4, 4, shape));
            shards.merge(count(numbers, 4, 11, shape));
            assertThat(shards.get(SLOT)).containsExactly(whole.get(SLOT), within(1e-4));
            assertThat(shards.get(SLOT)[0])
                    .isEqualTo(whole.get(SLOT)[0])
                    .isEqualTo(11.0 * shape.size() / channels(shape));
        }
    }

    @Test
    void whatIsCountedIsMeanAndSumOfSquaredDeviations() {
        float[] numbers = {1, 10, 3, 10, 8, 40};
        assertThat(count(numbers, 0, 3, Shape.of(2)).get(SLOT)).containsExactly(3, 4, 20, 26, 600);
        // Rows [channels, height, width]: a channel has two numbers in each of three rows.
        assertThat(count(new float[] {1, 3, 1, 1, 2, 2, 5, 5, 1, 3, 0, 6}, 0, 3, Shape.of(2, 2, 1))
                        .get(SLOT))
                .containsExactly(new double[] {6, 2, 3, 4, 34}, within(1e-6));
    }

    @Test
    void noRowsCountNothing() {
        assertThat(count(new float[0], 0, 0, Shape.of(3)).names()).isEmpty();
    }

    @Test
    void oneRowOfFeaturesGivesTheBiasAndNoGradientByTheInput() {
        float[] parameters = {1, 2, 3, 0.5f, -1, 4};
        float[] dParameters = new float[6];
        Matrix x = Matrix.of(new float[] {1e4f, -7, 0.3f}, 1, Shape.of(3));
        Matrix y = Matrix.zeros(1, Shape.of(3));
        Matrix dx = Matrix.of(new float[] {9, 9, 9}, 1, Shape.of(3));
        Matrix dy = Matrix.of(new float[] {2, -3, 5}, 1, Shape.of(3));
        new BatchNorm()
                .forward(Numeric.pass(new BatchNorm(), x.shape(), 1, true), Slice.of(parameters), x, y)
                .apply(dy, Slice.of(dParameters), dx);
        assertThat(y.toArray()).containsExactly(0.5f, -1, 4);
        assertThat(dx.toArray()).containsOnly(0f);
        assertThat(dParameters).containsExactly(0, 0, 0, 2, -3, 5);
    }

    @Test
    void aLargeMeanCostsNoDigitsOfTheVariance() {
        float[] numbers = new float[64];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 1e5f + i % 2;
        }
        for (Shape shape : List.of(Shape.of(1), Shape.of(1, 8, 8), Shape.of(4, 1))) {
            double[] moments = count(numbers, 0, 64 / shape.size(), shape).get(SLOT);
            assertThat(moments).containsExactly(new double[] {64, 1e5 + 0.5, 16}, within(1e-3));
        }
    }

    @Test
    void stepsCountAsRowsAndPaddingIsLeftOut() {
        Shape sequence = Shape.of(4, 3);
        int[] lengths = {4, 1, 0};
        float[] numbers = Numeric.random(36, 1);
        // The five steps that are there, as rows of their own.
        float[] dense = Arrays.copyOf(numbers, 15);
        float[] parameters = Numeric.random(6, 2);
        float[] dPadded = new float[6];
        float[] dDense = new float[6];
        Matrix dx = Matrix.of(Numeric.random(36, 4), 3, sequence);
        Matrix denseDx = Matrix.zeros(5, Shape.of(3));
        float[] upstream = Numeric.random(36, 3);
        Matrix y = Matrix.of(Numeric.random(36, 5), 3, sequence);
        Matrix denseY = Matrix.zeros(5, Shape.of(3));
        Tally tally = new Tally();
        Tally denseTally = new Tally();

        forward(Matrix.of(numbers, 3, sequence), parameters, lengths, tally, y)
                .apply(Matrix.of(upstream.clone(), 3, sequence), Slice.of(dPadded), dx);
        forward(Matrix.of(dense, 5, Shape.of(3)), parameters, null, denseTally, denseY)
                .apply(Matrix.of(Arrays.copyOf(upstream, 15), 5, Shape.of(3)), Slice.of(dDense), denseDx);

        assertThat(y.toArray()).containsExactly(Arrays.copyOf(denseY.toArray(), 36));
        assertThat(dx.toArray()).containsExactly(Arrays.copyOf(denseDx.toArray(), 36));
        assertThat(dPadded).containsExactly(dDense);
        assertThat(tally.get(SLOT)).containsExactly(denseTally.get(SLOT));
        // A row [features] is no sequence, whatever the lengths of the sequences that it was made of.
        Matrix again = Matrix.zeros(5, Shape.of(3));
        forward(Matrix.of(dense, 5, Shape.of(3)), parameters, new int[5], new Tally(), again);
        assertThat(again.toArray()).containsExactly(denseY.toArray());
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new BatchNorm().withMomentum(1.1)).hasMessageContaining("[0, 1], not 1.1");
        assertThatThrownBy(() -> new BatchNorm().withMomentum(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new BatchNorm().withEpsilon(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new BatchNorm().outputShape(Shape.of(2, 3, 4, 5)))
                .hasMessageContaining("[2, 3, 4, 5]")
                .hasMessageContaining("[channels, height, width]");
    }

    /** What rows [from, to) count. */
    private static Tally count(float[] numbers, int from, int to, Shape shape) {
        float[] rows = Arrays.copyOfRange(numbers, from * shape.size(), to * shape.size());
        float[] parameters = new float[2 * channels(shape)];
        Tally tally = new Tally();
        forward(Matrix.of(rows, to - from, shape), parameters, null, tally, Matrix.zeros(to - from, shape));
        return tally;
    }

    private static Backward forward(Matrix x, float[] parameters, int[] lengths, Tally tally, Matrix y) {
        Pass pass = Numeric.pass(x.rows(), true).bind(new float[parameters.length], 0, tally, lengths);
        return new BatchNorm().forward(pass, Slice.of(parameters), x, y);
    }

    private static int channels(Shape shape) {
        return new BatchNorm().parameterCount(shape) / 2;
    }

    private static float[] concat(float[]... parts) {
        float[] all = new float[0];
        for (float[] part : parts) {
            int at = all.length;
            all = Arrays.copyOf(all, at + part.length);
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }

    private static void assertClose(float[] actual, ReferenceTensor expected) {
        assertThat(actual).containsExactly(expected.floats(), within((float) expected.tolerance()));
    }
}
