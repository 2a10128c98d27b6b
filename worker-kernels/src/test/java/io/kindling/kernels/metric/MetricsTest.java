package io.kindling.kernels.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void regressionFiguresAreThoseByHand() {
        // Scaled by 10 and shifted by 5: truths 5, 15, 25, 35; predictions 6, 15, 23, 36.
        Matrix targets = column(0, 1, 2, 3);
        Matrix output = column(0.1f, 1, 1.8f, 3.1f);
        Map<String, Double> figures =
                figures(new RegressionMetrics((scaled, column) -> scaled * 10.0 + 5), output, targets, 1, 1, 1, 1);
        assertThat(figures.get("mse")).isCloseTo((1 + 0 + 4 + 1) / 4.0, within(1e-5));
        assertThat(figures.get("rmse")).isCloseTo(Math.sqrt(1.5), within(1e-5));
        assertThat(figures.get("mae")).isCloseTo(1, within(1e-5));
        // Σ(t - mean)² = 225 + 25 + 25 + 225.
        assertThat(figures.get("r2")).isCloseTo(1 - 6 / 500.0, within(1e-6));
    }

    @Test
    void binaryFiguresAreThoseByHandAndWeightsCount() {
        Matrix output = column(2, 1, -1, -2, 0.5f);
        Matrix targets = column(1, 0, 0, 1, 1);
        Map<String, Double> figures = figures(new BinaryMetrics(), output, targets, 1, 1, 2, 1, 1);
        // Found: rows 0 and 4; false alarm: row 1; missed: row 3; rightly quiet: row 2, twice.
        assertThat(figures.get("accuracy")).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(figures.get("precision")).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(figures.get("recall")).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(figures.get("f1")).isCloseTo(2 / 3.0, within(1e-12));
        // Pairs (positive, negative) by weight: 2 beats 1 and -1 (3), -2 beats none, 0.5 beats -1 (2): 5 of 9.
        assertThat(figures.get("auc")).isCloseTo(5 / 9.0, within(1e-9));
        double logLoss = nll(2) + nll(-1) + 2 * nll(1) + nll(-2) + nll(0.5);
        assertThat(figures.get("log_loss")).isCloseTo(logLoss / 6, within(1e-9));
    }

    @Test
    void classificationFiguresAreThoseByHand() {
        Matrix output = Matrix.of(new float[] {3, 1, 0, 0, 2, 1, 1, 2, 0, 0, 1, 5}, 4, Shape.of(3));
        Matrix targets = column(0, 1, 0, 2);
        Map<String, Double> figures = figures(new ClassificationMetrics(3), output, targets, 1, 1, 1, 1);
        assertThat(figures.get("accuracy")).isEqualTo(0.75);
        // Precision 1, 1/2, 1; recall 1/2, 1, 1; F1 2/3, 2/3, 1.
        assertThat(figures.get("precision")).isCloseTo(2.5 / 3, within(1e-12));
        assertThat(figures.get("recall")).isCloseTo(2.5 / 3, within(1e-12));
        assertThat(figures.get("f1")).isCloseTo((2 / 3.0 + 2 / 3.0 + 1) / 3, within(1e-12));
        assertThat(figures).doesNotContainKeys("auc", "top_5_accuracy");
    }

    @Test
    void topFiveCountsTruthsAmongTheFiveLargest() {
        Matrix output = Matrix.of(new float[] {7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1}, 2, Shape.of(7));
        Map<String, Double> figures = figures(new ClassificationMetrics(7), output, column(4, 5), 1, 1);
        assertThat(figures.get("accuracy")).isZero();
        assertThat(figures.get("top_5_accuracy")).isEqualTo(0.5);
    }

    @Test
    void tokenFiguresAreThoseByHandAndNegativeClassesDoNotCount() {
        // Two rows of two steps; the second of row 1 is padding. Probabilities of the truth: 1/2, 1/4, 3/4.
        float ln3 = (float) Math.log(3);
        Matrix output = Matrix.of(new float[] {0, 0, ln3, 0, 0, ln3, 9, 0}, 2, Shape.of(2, 2));
        Matrix targets = Matrix.of(new float[] {0, 1, 1, -1}, 2, Shape.of(2));
        Map<String, Double> figures = figures(new TokenMetrics(2), output, targets, 1, 2);
        double nats = (Math.log(2) + Math.log(4) + 2 * Math.log(4 / 3.0)) / 4;
        assertThat(figures.keySet()).containsExactly("accuracy", "log_loss", "bits_per_token", "perplexity");
        assertThat(figures.get("accuracy")).isEqualTo(0.75);
        assertThat(figures.get("log_loss")).isCloseTo(nats, within(1e-6));
        assertThat(figures.get("bits_per_token")).isCloseTo(nats / Math.log(2), within(1e-6));
        assertThat(figures.get("perplexity")).isCloseTo(Math.exp(nats), within(1e-6));
    }

    @Test
    void negativeClassesDoNotCountAmongRowsEither() {
        Matrix output = Matrix.of(new float[] {3, 1, 0, 0, 2, 1, 1, 2, 0}, 3, Shape.of(3));
        Map<String, Double> figures = figures(new ClassificationMetrics(3), output, column(0, -1, 0), 1, 1, 1);
        assertThat(figures.get("accuracy")).isEqualTo(0.5);
        double first = Math.log(1 + Math.exp(-2) + Math.exp(-3));
        double third = Math.log(Math.exp(1) + Math.exp(2) + 1) - 1;
        assertThat(figures.get("log_loss")).isCloseTo((first + third) / 2, within(1e-6));
    }

    @Test
    void nanIsNeverTheLargestAndRanksNowhere() {
        float nan = Float.NaN;
        Matrix output = Matrix.of(new float[] {0, nan, 7, 1, 2, 3, 4, 0, nan, 7, 1, 2, 3, 4}, 2, Shape.of(7));
        Map<String, Double> figures = figures(new ClassificationMetrics(7), output, column(2, 1), 1, 1);
        assertThat(figures.get("accuracy")).isEqualTo(0.5);
        assertThat(figures.get("top_5_accuracy")).isEqualTo(0.5);
    }

    @Test
    void outputsAreMeasuredByTheirKind() {
        assertThat(Metrics.of(new CrossEntropy(), Shape.of(9), null)).isEqualTo(new ClassificationMetrics(9));
        assertThat(Metrics.of(new CrossEntropy(), Shape.of(5, 9), null)).isEqualTo(new TokenMetrics(9));
    }

    @Test
    void theAreaUnderTheCurveIsThatOfAllPairs() {
        int rows = 2000;
        Matrix output = Matrix.zeros(rows, Shape.of(1));
        Matrix targets = Matrix.zeros(rows, Shape.of());
        float[] weights = new float[rows];
        for (int i = 0; i < rows; i++) {
            targets.array()[i] = i % 3 == 0 ? 1 : 0;
            output.array()[i] = (float) (Draws.normal(1, i) * 3 + targets.array()[i]);
            weights[i] = 1;
        }
        double pairs = 0;
        double wins = 0;
        for (int p = 0; p < rows; p += 3) {
            for (int n = 0; n < rows; n++) {
                if (n % 3 != 0) {
                    pairs++;
                    wins += output.array()[p] > output.array()[n] ? 1 : 0;
                }
            }
        }
        assertThat(figures(new BinaryMetrics(), output, targets, weights).get("auc"))
                .isCloseTo(wins / pairs, within(1e-4));
    }

    @Test
    void namesComeInTheOrderOfTheFigures() {
        assertThat(new RegressionMetrics((scaled, column) -> scaled).names())
                .containsExactly("rmse", "r2", "mae", "mse");
        assertThat(new ClassificationMetrics(10).names())
                .containsExactly("accuracy", "top_5_accuracy", "precision", "recall", "f1", "log_loss");
        assertThat(new BinaryMetrics().names())
                .containsExactly("accuracy", "precision", "recall", "f1", "auc", "log_loss");
    }

    @Test
    void partsAddUpToTheWhole() {
        Matrix output = column(2, 1, -1, -2);
        Matrix targets = column(1, 0, 0, 1);
        Tally left = new Tally();
        Tally right = new Tally();
        BinaryMetrics metrics = new BinaryMetrics();
        metrics.add(new Matrix(output.array(), 0, 3, output.shape()), targets, new float[] {1, 1, 1}, left);
        metrics.add(
                new Matrix(output.array(), 3, 1, output.shape()),
                new Matrix(targets.array(), 3, 1, targets.shape()),
                new float[] {1},
                right);
        left.merge(right);
        assertThat(metrics.figures(left)).isEqualTo(figures(metrics, output, targets, 1, 1, 1, 1));
    }

    private static double nll(double margin) {
        return Math.log1p(Math.exp(-margin));
    }

    private static Matrix column(float... values) {
        return Matrix.of(values, values.length, Shape.of(1));
    }

    private static Map<String, Double> figures(Metrics metrics, Matrix output, Matrix targets, float... weights) {
        Tally tally = new Tally();
        metrics.add(output, targets, weights, tally);
        return metrics.figures(tally);
    }
}
