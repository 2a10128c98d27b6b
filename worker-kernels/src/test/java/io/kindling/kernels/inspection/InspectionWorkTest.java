package io.kindling.kernels.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.loss.BinaryCrossEntropy;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.PackedRow;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.ShardBuilder;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.InspectionWork;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.Workspace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What inspectors count, of networks that give their features as they are: the figures are worked out by hand. */
class InspectionWorkTest {
    /** Label, then the logits of three classes. */
    private static final float[][] CLASSES = {
        {0, 2, 0, 0}, {0, 0, 3, 0}, {1, 0, 1, 0}, {2, 0, 0, 5}, {2, 4, 0, 0}, {2, 0, 0, 0}
    };

    @Test
    void classesAreCountedByWhatTheyAreAndWhatTheyAreTakenFor() {
        ConfusionMatrix confusion = new ConfusionMatrix(3);
        for (int shards : new int[] {1, 2, 4}) {
            Tally tally = inspect(new CrossEntropy(), 3, CLASSES, shards, confusion);
            assertThat(confusion.counts(tally)).containsExactly(1, 1, 0, 0, 1, 0, 2, 0, 1);
        }
    }

    @Test
    void theWorstRowsComeFirstWithTheirLabelsAndFeatures() {
        WorstRows worst = new WorstRows(new CrossEntropy().targetKind(), Shape.of(3), new RowView(Shape.of(3)));
        for (int shards : new int[] {1, 2, 4}) {
            List<WorstRows.Row> rows = worst.rows(inspect(new CrossEntropy(), 3, CLASSES, shards, worst));
            assertThat(rows).extracting(WorstRows.Row::key).containsExactly(4L, 1L, 5L, 2L, 0L, 3L);
            WorstRows.Row first = rows.get(0);
            double sum = Math.exp(4) + 2;
            assertThat(first.loss()).isCloseTo(Math.log(sum), within(1e-5));
            assertThat(first.outcome()).containsExactly(new double[] {2, 0, Math.exp(4) / sum, 1 / sum}, within(1e-6));
            assertThat(first.features()).containsExactly(4, 0, 0);
        }
    }

    @Test
    void ofMoreThanTwoClassesTheConfidenceOfTheFirstOneIsCompared() {
        Calibration calibration = new Calibration(false);
        Tally tally = inspect(new CrossEntropy(), 3, CLASSES, 2, calibration);
        double third = 1 / 3.0;
        // Six rows with confidence: 2 → 0.787, 3 → 0.910, 1 → 0.576, 5 → 0.987, 4 → 0.965, even → 0.333 (class 0,
        // wrong).
        assertThat(calibration.bin(tally, 6)).satisfies(bin -> {
            assertThat(bin.weight()).isEqualTo(1);
            assertThat(bin.probability()).isCloseTo(third, within(1e-6));
            assertThat(bin.share()).isZero();
        });
        double[] confidences = {soft(2), soft(3), soft(1), soft(5), soft(4), third};
        // 5 and 4 share the last bin: (0.987 + 0.965) / 2 against one of two.
        double expected = (1
                        - confidences[0]
                        + confidences[1]
                        + 1
                        - confidences[2]
                        + Math.abs(confidences[3] + confidences[4] - 1)
                        + third)
                / 6;
        assertThat(calibration.error(tally)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void yesAndNoAreCountedAndThePositivesProbabilityIsCompared() {
        float[][] rows = {{1, 3}, {1, -1}, {0, -2}, {0, 2}, {1, 3}};
        BinaryConfusion confusion = new BinaryConfusion();
        Calibration calibration = new Calibration(true);
        Tally tally = inspect(new BinaryCrossEntropy(), 1, rows, 2, confusion, calibration);
        assertThat(confusion.counts(tally)).containsExactly(1, 1, 1, 2);
        // sigmoid(3) = 0.9526 lies in the last bin: two rows, both positive.
        Calibration.Bin last = calibration.bin(tally, Calibration.BINS - 1);
        assertThat(last.weight()).isEqualTo(2);
        assertThat(last.share()).isEqualTo(1);
        assertThat(last.probability()).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-6));
    }

    @Test
    void residualsAreCountedInTheUsersUnits() {
        float[][] rows = {{0, 0}, {1, 1.25f}, {2, 1}, {4, 90}};
        ResidualRange range = new ResidualRange((scaled, column) -> 10 * scaled);
        Tally first = inspect(new MeanSquaredError(), 1, rows, 2, range);
        assertThat(range.lowest(first)).isZero();
        assertThat(range.highest(first)).isEqualTo(40);
        assertThat(range.bias(first)).isCloseTo((0 + 2.5 - 10 + 860) / 4, within(1e-6));

        Residuals residuals = new Residuals((scaled, column) -> 10 * scaled, 0, 40, 20.5);
        Tally second = inspect(new MeanSquaredError(), 1, rows, 2, residuals);
        double[] pairs = residuals.pairs(second);
        assertThat(pairs[0]).isEqualTo(1);
        assertThat(pairs[10 * Residuals.BINS + 12]).isEqualTo(1);
        assertThat(pairs[20 * Residuals.BINS + 10]).isEqualTo(1);
        assertThat(pairs[39 * Residuals.BINS + 39]).as("beyond the range").isEqualTo(1);
        double[] apart = residuals.differences(second);
        assertThat(apart[20]).as("nothing apart").isEqualTo(1);
        assertThat(apart[23]).as("2.5 too much").isEqualTo(1);
        assertThat(apart[10]).as("10 too little").isEqualTo(1);
        assertThat(apart[40]).as("much too much").isEqualTo(1);
    }

    @Test
    void ofVeryManyColumnsTheOnesFurthestFromZeroAreKept() {
        RowView view = new RowView(Shape.of(5000));
        assertThat(view.pairs()).isTrue();
        for (FeatureStorage storage : new FeatureStorage[] {FeatureStorage.FLOAT, FeatureStorage.SPARSE}) {
            float[] features = new float[5000];
            features[7] = 1;
            features[4321] = -3;
            features[12] = 2;
            WorstRows worst = new WorstRows(new MeanSquaredError().targetKind(), Shape.of(1), view);
            Model model = new Model(Shape.of(5000), List.of(new Dense(1)), new MeanSquaredError());
            ShardBuilder builder = new ShardBuilder(new RowFormat(storage, 5000, 1, false));
            builder.add(-9L, PackedRow.of(new RowFormat(storage, 5000, 1, false), new float[] {1}, 1, features));
            GradientSum sum = new GradientSum();
            Job job = new Job(model, new BatchSampler(0, 1, false, new long[] {1}), Scaling.NONE, Scaling.NONE);
            new InspectionWork(List.of(worst))
                    .run(new Workspace(job, Kernels.best()), 0, builder.build(), new float[5001], sum);
            WorstRows.Row row = worst.rows(sum.tally()).get(0);
            assertThat(row.key()).isEqualTo(-9);
            assertThat(row.features()).startsWith(4321, -3, 12, 2, 7, 1, -1, -1).hasSize(view.width());
        }
    }

    @Test
    void largePicturesAreShownSmaller() {
        RowView view = new RowView(Shape.of(3, 200, 161));
        assertThat(view.picture()).isTrue();
        assertThat(view.pictureShape()).isEqualTo(Shape.of(3, 67, 54));
        assertThat(new RowView(Shape.of(1, 28, 28)).pictureShape()).isEqualTo(Shape.of(1, 28, 28));
        assertThat(new RowView(Shape.of(7, 28, 28)).picture()).isFalse();
    }

    private static double soft(double logit) {
        return Math.exp(logit) / (Math.exp(logit) + 2);
    }

    /** Rows of a target and as many features as there are outputs, key 0, 1, 2, …, dealt to shards in turn. */
    private static Tally inspect(Loss loss, int outputs, float[][] rows, int shards, Inspector... inspectors) {
        Model model = new Model(Shape.of(outputs), List.of(new Dense(outputs)), loss);
        float[] identity = new float[model.layout().length()];
        for (int i = 0; i < outputs; i++) {
            identity[i * outputs + i] = 1;
        }
        RowFormat format = new RowFormat(FeatureStorage.FLOAT, outputs, 1, false);
        GradientSum sum = new GradientSum();
        for (int shard = 0; shard < shards; shard++) {
            ShardBuilder builder = new ShardBuilder(format);
            for (int row = shard; row < rows.length; row += shards) {
                float[] features = Arrays.copyOfRange(rows[row], 1, rows[row].length);
                builder.add(row, PackedRow.of(format, new float[] {rows[row][0]}, 1, features));
            }
            Job job = new Job(model, new BatchSampler(0, 1, false, new long[] {1}), Scaling.NONE, Scaling.NONE);
            GradientSum of = new GradientSum();
            new InspectionWork(List.of(inspectors))
                    .run(new Workspace(job, Kernels.best()), shard, builder.build(), identity, of);
            sum.merge(of);
        }
        assertThat(sum.rows()).isEqualTo(rows.length);
        return sum.tally();
    }
}
