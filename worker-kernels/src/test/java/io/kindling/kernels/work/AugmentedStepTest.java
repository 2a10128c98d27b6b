package io.kindling.kernels.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.augmentation.Augmentations;
import io.kindling.kernels.augmentation.Flip;
import io.kindling.kernels.augmentation.Mixup;
import io.kindling.kernels.augmentation.Noise;
import io.kindling.kernels.augmentation.Shift;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.PackedRow;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.shard.ShardBuilder;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training steps see changed rows; evaluations do not. */
class AugmentedStepTest {
    private static final int ROWS = 40;
    private static final Shape PICTURE = Shape.of(1, 4, 4);
    private static final Model MODEL = new Model(PICTURE, List.of(new Flatten(), new Dense(3)), new CrossEntropy());
    private static final float[] WEIGHTS = Numeric.random(MODEL.layout().length(), 1);
    private static final Augmentations ALL = Augmentations.of(new Shift(1), new Noise(0.2), new Mixup(0.4));

    @Test
    void aStepSeesChangedRowsAndRepeatsThem() {
        GradientSum plain = gradient(job(Augmentations.NONE), FeatureStorage.FLOAT, 0);
        GradientSum changed = gradient(job(ALL), FeatureStorage.FLOAT, 0);

        assertThat(changed.gradient()).isNotEqualTo(plain.gradient());
        assertThat(changed.weight()).isEqualTo(plain.weight());
        assertThat(changed.rows()).isEqualTo(plain.rows());
        GradientSum again = gradient(job(ALL), FeatureStorage.FLOAT, 0);
        assertThat(again.gradient()).containsExactly(changed.gradient());
        assertThat(again.loss()).isEqualTo(changed.loss());
    }

    @Test
    void theSameRowsChangeOtherwiseInTheNextEpoch() {
        // All rows in each step: two steps differ only by their draws.
        Job job = job(Augmentations.of(new Shift(1)));
        assertThat(gradient(job, FeatureStorage.FLOAT, 1).gradient())
                .isNotEqualTo(gradient(job, FeatureStorage.FLOAT, 0).gradient());
    }

    @Test
    void anEvaluationSeesTheRowsAsTheyAre() {
        assertThat(evaluation(job(ALL)).loss())
                .isEqualTo(evaluation(job(Augmentations.NONE)).loss());
    }

    @Test
    void rowsThatAShardHoldsSparseAreChangedAsDenseOnes() {
        assertThat(MODEL.takesSparse()).isFalse();
        Model flat = new Model(Shape.of(16), List.of(new Dense(3)), new CrossEntropy());
        assertThat(flat.takesSparse()).isTrue();
        Job job = new Job(flat, sampler(), Scaling.NONE, Scaling.NONE, Augmentations.of(new Noise(0.2), new Mixup()));

        assertThat(gradient(job, FeatureStorage.SPARSE, 0).gradient())
                .containsExactly(gradient(job, FeatureStorage.FLOAT, 0).gradient());
    }

    @Test
    void whatIsPlannedIsWhatAStepTakes() {
        Model narrow = new Model(Shape.of(16), List.of(new Dense(3)), new CrossEntropy());
        Augmentations mixup = Augmentations.of(new Mixup());
        Workspace workspace =
                new Workspace(new Job(narrow, sampler(), Scaling.NONE, Scaling.NONE, mixup), Kernels.best());
        new GradientWork(0)
                .run(
                        workspace,
                        0,
                        shard(FeatureStorage.FLOAT),
                        narrow.layout().initialize(1),
                        new GradientSum(narrow.layout().parameters()));

        long planned = MemoryPlan.of(narrow, mixup).training().numbers(ROWS);
        assertThat(workspace.pass().scratch().peak() / (double) planned).isCloseTo(1, within(0.1));
        assertThat(planned).isGreaterThan(MemoryPlan.of(narrow).training().numbers(ROWS));
    }

    @Test
    void theRowsToLookAtAreThoseOfTheFirstSteps() {
        Job job = job(Augmentations.of(new Flip(Flip.Direction.HORIZONTAL, 0.5)));
        Workspace workspace = new Workspace(job, Kernels.best());
        GradientSum sum = new GradientSum(0);
        AugmentedRows work = new AugmentedRows(0, 3, 8);
        work.run(workspace, 1, shard(FeatureStorage.FLOAT), WEIGHTS, sum);
        assertThat(AugmentedRows.numbers(sum.tally()))
                .as("other shards give none")
                .isEmpty();
        work.run(workspace, 0, shard(FeatureStorage.FLOAT), WEIGHTS, sum);

        double[] numbers = AugmentedRows.numbers(sum.tally());
        assertThat(numbers).hasSize(3 * 9 * 16);
        int flipped = 0;
        for (int row = 0; row < 3; row++) {
            for (int version = 0; version <= 8; version++) {
                double[] found = Arrays.copyOfRange(numbers, (row * 9 + version) * 16, (row * 9 + version + 1) * 16);
                double[] original = features(row);
                double[] mirrored = new double[16];
                Arrays.setAll(mirrored, i -> original[i / 4 * 4 + 3 - i % 4]);
                assertThat(found).isIn(version == 0 ? List.of(original) : List.of(original, mirrored));
                flipped += Arrays.equals(found, mirrored) ? 1 : 0;
            }
        }
        assertThat(flipped).isBetween(4, 20);
    }

    private static Job job(Augmentations augmentations) {
        return new Job(MODEL, sampler(), Scaling.NONE, Scaling.NONE, augmentations);
    }

    private static BatchSampler sampler() {
        return new BatchSampler(3, ROWS, false, new long[] {ROWS});
    }

    private static GradientSum gradient(Job job, FeatureStorage storage, long step) {
        GradientSum sum = new GradientSum(job.model().layout().parameters());
        new GradientWork(step).run(new Workspace(job, Kernels.best()), 0, shard(storage), WEIGHTS, sum);
        return sum;
    }

    private static GradientSum evaluation(Job job) {
        GradientSum sum = new GradientSum(0);
        Metrics metrics = Metrics.of(MODEL.loss(), MODEL.output(), (scaled, column) -> scaled);
        new EvaluationWork(metrics)
                .run(new Workspace(job, Kernels.best()), 0, shard(FeatureStorage.FLOAT), WEIGHTS, sum);
        return sum;
    }

    private static double[] features(int row) {
        float[] numbers = Numeric.random(16, row);
        double[] wide = new double[16];
        Arrays.setAll(wide, i -> numbers[i]);
        return wide;
    }

    private static Shard shard(FeatureStorage storage) {
        RowFormat format = new RowFormat(storage, 16, 1, false);
        ShardBuilder builder = new ShardBuilder(format);
        for (int row = 0; row < ROWS; row++) {
            builder.add(row, PackedRow.of(format, new float[] {row % 3}, 1, Numeric.random(16, row)));
        }
        return builder.build();
    }
}
