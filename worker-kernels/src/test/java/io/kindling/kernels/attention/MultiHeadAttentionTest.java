package io.kindling.kernels.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.reference.LayerReference;
import io.kindling.kernels.reference.ReferenceCase;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiHeadAttentionTest {
    // More steps than a block of queries, and no multiple of one.
    private static final Shape INPUT = Shape.of(70, 6);

    static Stream<ReferenceCase> cases() {
        return ReferenceCases.of("attention").filter(c -> c.layer().equals("multi_head_self_attention"));
    }

    static Stream<Layer> layers() {
        MultiHeadAttention attention = new MultiHeadAttention(2);
        TransformerBlock block = new TransformerBlock(2, 10);
        return Stream.of(
                attention,
                attention.withCausal(true),
                attention.withDropout(0.3),
                block.withCausal(true),
                block.withNormFirst(false));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(ReferenceCase expected) {
        Layer layer = new MultiHeadAttention(expected.at("layer.heads").asInt())
                .withCausal(expected.at("layer.causal").asBoolean());
        LayerReference.assertAgrees(
                layer, expected, "m.in_proj_weight", "m.in_proj_bias", "m.out_proj.weight", "m.out_proj.bias");
    }

    @Test
    void aCausalStepDoesNotSeeWhatComesLater() {
        Layer layer = new MultiHeadAttention(2).withCausal(true).withDropout(0.2);
        float[] x = Numeric.random(2 * INPUT.size(), 1);
        Run before = new Run(layer, x, null);
        for (int t : new int[] {0, 1, 31, 63, 64, 68}) {
            float[] changed = x.clone();
            for (int i = (t + 1) * 6; i < INPUT.size(); i++) {
                changed[i] = 3 - changed[i];
            }
            float[] after = new Run(layer, changed, null).y.toArray();
            assertThat(Arrays.copyOf(after, (t + 1) * 6)).containsExactly(Arrays.copyOf(before.y.array(), (t + 1) * 6));
            assertThat(after[(t + 1) * 6]).isNotEqualTo(before.y.array()[(t + 1) * 6]);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void paddingChangesNothingForTheStepsInFront(Layer layer) {
        int[] lengths = {41, 0};
        float[] x = Numeric.random(2 * INPUT.size(), 1);
        float[] changed = x.clone();
        for (int i = 41 * 6; i < changed.length; i++) {
            changed[i] = 2 - changed[i];
        }
        Run one = new Run(layer, x, lengths);
        Run two = new Run(layer, changed, lengths);
        assertThat(Arrays.copyOf(two.y.array(), 41 * 6)).containsExactly(Arrays.copyOf(one.y.array(), 41 * 6));
        assertThat(Arrays.copyOf(two.dx.array(), 41 * 6)).containsExactly(Arrays.copyOf(one.dx.array(), 41 * 6));
        for (Run run : new Run[] {one, two}) {
            for (float[] numbers : new float[][] {run.y.array(), run.dx.array(), run.dParameters}) {
                for (float number : numbers) {
                    assertThat(number).isFinite();
                }
            }
        }
        // Where the loss does not look at padding, the parameters do not learn from it.
        assertThat(two.dParameters).containsExactly(one.dParameters);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aShortRowEqualsTheSameRowWithoutPadding(Layer layer) {
        float[] x = Numeric.random(2 * INPUT.size(), 1);
        Shape shorter = Shape.of(66, 6);
        Run padded = new Run(layer, x, new int[] {66, 0});
        Run plain = new Run(layer, shorter, 1, x, null);
        assertThat(Arrays.copyOf(padded.y.array(), shorter.size())).containsExactly(plain.y.array(), within(1e-5f));
        assertThat(Arrays.copyOf(padded.dx.array(), shorter.size())).containsExactly(plain.dx.array(), within(1e-4f));
        assertThat(padded.dParameters).containsExactly(plain.dParameters, within(1e-3f));
    }

    @Test
    void dropoutFollowsFromTheRowsKeyAlone() {
        Layer layer = new MultiHeadAttention(2).withDropout(0.5);
        float[] x = Numeric.random(INPUT.size(), 1);
        float[] twice = new float[2 * INPUT.size()];
        System.arraycopy(x, 0, twice, INPUT.size(), x.length);
        float[] parameters = Numeric.random(layer.parameterCount(INPUT), 3);
        float[] alone = output(layer, parameters, x, true, 9, 42);
        float[] second = output(layer, parameters, twice, true, 9, 41, 42);
        assertThat(Arrays.copyOfRange(second, x.length, 2 * x.length)).containsExactly(alone, within(1e-6f));
        assertThat(output(layer, parameters, x, true, 9, 43)).isNotEqualTo(alone);
        assertThat(output(layer, parameters, x, true, 8, 42)).isNotEqualTo(alone);
        assertThat(output(layer, parameters, x, false, 8, 42)).isEqualTo(output(layer, parameters, x, false, 9, 43));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutAWayBackTheOutputIsTheSame(boolean causal) {
        Layer layer = new TransformerBlock(2, 10).withCausal(causal);
        float[] x = Numeric.random(2 * INPUT.size(), 1);
        float[] parameters = Numeric.random(layer.parameterCount(INPUT), 3);
        Matrix y = Matrix.zeros(2, INPUT);
        Pass pass = Numeric.pass(2, false).forwardOnly();
        layer.forward(pass, Slice.of(parameters), Matrix.of(x, 2, INPUT), y);
        assertThat(y.array()).containsExactly(output(layer, parameters, x, false, 0, 0, 1));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new MultiHeadAttention(0)).hasMessageContaining("heads is 0");
        assertThatThrownBy(() -> new MultiHeadAttention(2).withDropout(1)).hasMessageContaining("dropout is 1.0");
        assertThatThrownBy(() -> new MultiHeadAttention(4).outputShape(INPUT))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("4 heads")
                .hasMessageContaining("[70, 6]");
        assertThatThrownBy(() -> new MultiHeadAttention(4).outputShape(Shape.of(8)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[8]");
    }

    private static float[] output(
            Layer layer, float[] parameters, float[] x, boolean training, long drawKey, long... rowKeys) {
        Pass pass = new Pass(Kernels.best()).begin(training, drawKey, rowKeys);
        Matrix y = Matrix.zeros(rowKeys.length, INPUT);
        layer.forward(pass, Slice.of(parameters), Matrix.of(x, rowKeys.length, INPUT), y);
        return y.array();
    }

    /** Rows forth and back in training; the loss does not look at padding. */
    private static final class Run {
        private final Matrix y;
        private final Matrix dx;
        private final float[] dParameters;

        Run(Layer layer, float[] x, int[] lengths) {
            this(layer, INPUT, 2, x, lengths);
        }

        Run(Layer layer, Shape input, int rows, float[] x, int[] lengths) {
            y = Matrix.zeros(rows, input);
            dx = Matrix.zeros(rows, input);
            float[] parameters = Numeric.random(layer.parameterCount(input), 3);
            dParameters = new float[parameters.length];
            Pass pass = Numeric.pass(rows, true).bind(new float[0], 0, null, lengths);
            Matrix dy = Matrix.of(Numeric.random(rows * input.size(), 4), rows, input);
            for (int row = 0; row < rows; row++) {
                int from = dy.rowOffset(row) + pass.length(row, input.dimension(0)) * input.last();
                Arrays.fill(dy.array(), from, dy.rowOffset(row) + input.size(), 0);
            }
            layer.forward(pass, Slice.of(parameters), Matrix.of(x, rows, input), y)
                    .apply(dy, Slice.of(dParameters), dx);
        }
    }
}
