package io.kindling.kernels.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.reference.LayerReference;
import io.kindling.kernels.reference.ReferenceCases;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private static final Slice NOTHING = Slice.of(new float[0]);

    @Test
    void agreesWithPyTorch() {
        LayerReference.assertAgrees(new Embedding(11, 4), ReferenceCases.named("attention", "embedding"), "weight");
    }

    @Test
    void anIdOutsideOfTheVocabularyIsNamedWithItsPlace() {
        for (float id : new float[] {5, -1, 1.5f, Float.NaN}) {
            Matrix x = Matrix.of(new float[] {0, 1, 2, 3, 4, id}, 2, Shape.of(3));
            Matrix y = Matrix.zeros(2, Shape.of(3, 2));
            assertThatThrownBy(() -> new Embedding(5, 2).forward(Numeric.pass(2, true), Slice.of(new float[10]), x, y))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Row 1")
                    .hasMessageContaining("position 2")
                    .hasMessageContaining("id " + Float.toString(id).replace(".0", ""))
                    .hasMessageContaining("vocabulary of 5");
        }
    }

    @Test
    void paddingGivesZerosAndLearnsNothing() {
        Matrix x = Matrix.of(new float[] {1, 2, 99, 0, -7, 1}, 2, Shape.of(3));
        Matrix y = Matrix.zeros(2, Shape.of(3, 2));
        Arrays.fill(y.array(), 55);
        float[] gradient = new float[6];
        Pass pass = Numeric.pass(2, true).bind(new float[0], 0, null, new int[] {2, 1});
        Matrix dy = Matrix.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 2, y.shape());
        new Embedding(3, 2)
                .forward(pass, Slice.of(new float[] {1, 2, 3, 4, 5, 6}), x, y)
                .apply(dy, Slice.of(gradient), null);
        assertThat(y.array()).containsExactly(3, 4, 5, 6, 0, 0, 1, 2, 0, 0, 0, 0);
        assertThat(gradient).containsExactly(7, 8, 1, 2, 3, 4);
    }

    @Test
    void vectorsStartSmallSoThatTheFirstScoresAre() {
        float[] weight = ParameterLayout.of(new Embedding(100, 50).parameters(Shape.of(3)), List.of())
                .initialize(1);
        double squares = 0;
        for (float w : weight) {
            squares += w * w;
        }
        assertThat(Math.sqrt(squares / weight.length)).isCloseTo(0.02, within(0.001));
    }

    @Test
    void learnedPositionsAreAddedToEachRow() {
        float[] weight = {1, 2, 3, 4, 5, 6};
        Matrix x = Matrix.of(new float[] {10, 20, 30, 40, 50, 60, 70, 80}, 2, Shape.of(2, 2));
        Matrix y = Matrix.zeros(2, x.shape());
        float[] gradient = new float[6];
        Backward back = new PositionalEmbedding(3).forward(Numeric.pass(2, true), Slice.of(weight), x, y);
        assertThat(y.array()).containsExactly(11, 22, 33, 44, 51, 62, 73, 84);
        back.apply(x, Slice.of(gradient), null);
        assertThat(gradient).containsExactly(60, 80, 100, 120, 0, 0);
    }

    @Test
    void wavesAreThoseOfThePaper() {
        Matrix x = Matrix.zeros(1, Shape.of(4, 5));
        Matrix y = Matrix.zeros(1, x.shape());
        new PositionalEmbedding(4, PositionalEmbedding.Kind.SINUSOIDAL).forward(Numeric.pass(1, true), NOTHING, x, y);
        float[] third = {
            (float) Math.sin(2),
            (float) Math.cos(2),
            (float) Math.sin(2 / Math.pow(10_000, 0.4)),
            (float) Math.cos(2 / Math.pow(10_000, 0.4)),
            (float) Math.sin(2 / Math.pow(10_000, 0.8))
        };
        assertThat(Arrays.copyOfRange(y.array(), 10, 15)).containsExactly(third, within(1e-6f));
    }

    @Test
    void tiedWeightsEmbedAndScore() {
        // The inner layer doubles; so the score of token j for token i is 2 · e_i · e_j, plus the bias.
        TiedEmbedding tied = new TiedEmbedding(3, 2, List.of(new Dense(2))).withBias(true);
        assertThat(tied.parameters(Shape.of(2)).stream().map(Parameter::name))
                .containsExactly("weight", "bias", "0.weight", "0.bias");
        float[] parameters = {1, 2, 3, 4, 5, 6, 0.5f, 0, -0.5f, 2, 0, 0, 2, 0, 0};
        Matrix x = Matrix.of(new float[] {0, 2}, 1, Shape.of(2));
        Matrix y = Matrix.zeros(1, tied.outputShape(x.shape()));
        tied.forward(Numeric.pass(1, true), Slice.of(parameters), x, y);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(y.array()).containsExactly(new float[] {10.5f, 22, 33.5f, 34.5f, 78, 121.5f}, within(1e-5f));
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> new Embedding(5, 2).outputShape(Shape.of(3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[3, 4]");
        assertThatThrownBy(() -> new PositionalEmbedding(5).outputShape(Shape.of(6, 4)))
                .hasMessageContaining("length of 5")
                .hasMessageContaining("[6, 4]");
        assertThatThrownBy(() -> new TiedEmbedding(9, 4, List.of(new Dense(5))).outputShape(Shape.of(6)))
                .hasMessageContaining("[6, 4]")
                .hasMessageContaining("[6, 5]");
        assertThatThrownBy(() -> new Embedding(0, 2)).hasMessageContaining("vocabulary is 0");
        assertThatThrownBy(() -> new PositionalEmbedding(0)).hasMessageContaining("length is 0");
    }
}
