package io.kindling.kernels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.attention.PositionalEmbedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Dropout;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.shard.ShardBuilder;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.GradientWork;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.Workspace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is planned is what is used. */
class MemoryPlanTest {
    private static final int ROWS = 100;

    static Stream<Model> models() {
        return Stream.of(
                new Model(
                        Shape.of(784),
                        List.of(new Dense(64), new Relu(), new Dropout(0.1), new Dense(10)),
                        new CrossEntropy()),
                ModelBuilder.input(1, 8, 8)
                        .flatten()
                        .residual(inner -> inner.dense(32).relu().dense(64))
                        .dense(3)
                        .loss(new CrossEntropy()),
                ModelBuilder.input(1, 28, 28)
                        .layer(new Conv2d(8, 5).withPadding(Padding.SAME))
                        .batchNorm()
                        .relu()
                        .maxPool2d(2)
                        .residual(inner -> inner.layer(new Conv2d(8, 3).withPadding(Padding.SAME))
                                .groupNorm(2))
                        .conv2d(16, 3)
                        .relu()
                        .globalAvgPool2d()
                        .dense(10)
                        .loss(new CrossEntropy()),
                ModelBuilder.input(16)
                        .layer(new TiedEmbedding(
                                20,
                                8,
                                List.of(new PositionalEmbedding(16), new TransformerBlock(2, 32).withDropout(0.1))))
                        .loss(new CrossEntropy()),
                ModelBuilder.input(16)
                        .embedding(20, 8)
                        .concatenate(List.of(branch -> branch.gru(6), branch -> branch.lstm(6)))
                        .dense(3)
                        .loss(new CrossEntropy()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aTrainingStepTakesWhatIsPlannedToATenth(Model model) {
        for (int batch : new int[] {1, 7, 33, ROWS}) {
            Job job = new Job(model, new BatchSampler(1, batch, true, new long[] {ROWS}), Scaling.NONE, Scaling.NONE);
            Workspace workspace = new Workspace(job, Kernels.best());
            float[] weights = model.layout().initialize(1);
            for (int step = 0; step < 3; step++) {
                GradientSum sum = new GradientSum(model.layout().parameters());
                new GradientWork(step).run(workspace, 0, shard(model), weights, sum);
            }
            double used = workspace.pass().scratch().peak();
            assertThat(used / job.memory().training().numbers(batch)).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void whereNoWayBackFollowsActivationsShareTwoPlaces() {
        Stream<Dense> wide = Stream.generate(() -> new Dense(500)).limit(20);
        MemoryPlan plan = MemoryPlan.of(new Model(Shape.of(500), List.copyOf(wide.toList()), new CrossEntropy()));
        assertThat(plan.training().numbers(100)).isGreaterThan(20 * 500 * 100);
        assertThat(plan.prediction().numbers(100)).isLessThanOrEqualTo(3 * 500 * 100);
    }

    @Test
    void passesThatWouldTakeTooMuchHaveFewerRows() {
        Model small = new Model(Shape.of(10), List.of(new Dense(2)), new CrossEntropy());
        assertThat(MemoryPlan.of(small).trainingRows()).isEqualTo(4096);
        Stream<Dense> wide =
                Stream.generate(() -> new Dense(1000, false, new Zeros())).limit(30);
        MemoryPlan large = MemoryPlan.of(new Model(Shape.of(1000), List.copyOf(wide.toList()), new CrossEntropy()));
        assertThat(large.training().bytes(large.trainingRows())).isBetween(120_000_000L, 268_435_456L);
    }

    private static Shard shard(Model model) {
        RowFormat format = new RowFormat(
                FeatureStorage.FLOAT, model.input().size(), model.target().size(), false);
        ShardBuilder builder = new ShardBuilder(format);
        for (int row = 0; row < ROWS; row++) {
            builder.add(
                    row,
                    format.pack(
                            new float[model.target().size()],
                            1,
                            new float[model.input().size()]));
        }
        return builder.build();
    }

    @Test
    void aModelThatNoHeapHoldsIsRefusedInOneSentence() {
        List<Model> absurd = List.of(
                ModelBuilder.input(2_000_000_000).dense(1).loss(new MeanSquaredError()),
                ModelBuilder.input(1).dense(700_000_000).dense(1).loss(new MeanSquaredError()),
                ModelBuilder.input(1, 30_000, 30_000).flatten().dense(1).loss(new MeanSquaredError()));
        for (Model model : absurd) {
            assertThatThrownBy(() -> MemoryPlan.of(model))
                    .isInstanceOf(ModelTooLargeException.class)
                    .hasMessageStartingWith("The model does not fit into memory: it has ")
                    .hasMessageEndingWith("Make the model smaller or the heap larger (-Xmx, spark.driver.memory).");
        }
    }
}
