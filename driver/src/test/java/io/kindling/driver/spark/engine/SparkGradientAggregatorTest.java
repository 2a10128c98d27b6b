package io.kindling.driver.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.ClusterException;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.ReferenceTraining;
import io.kindling.driver.train.Shards;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.GradientWork;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.ShardWork;
import io.kindling.kernels.work.Workspace;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.Function1;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class SparkGradientAggregatorTest {
    @Test
    void lossesFollowThoseOfPyTorchAtEveryStep(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        for (ReferenceTraining training : ReferenceTraining.all()) {
            for (int shards : new int[] {1, 2}) {
                float[] end = new float[training.end().length];
                double[] losses = training.train(shards, (rows, job) -> engine(spark, rows, job), end);
                training.assertFollowed(losses, end);
            }
        }
    }

    @Test
    void sparkGradientEqualsLocalGradient(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        for (int shards : new int[] {1, 2, 3, 5, 8}) {
            List<Shard> rows = rows(shards);
            Job job = job(rows);
            float[] parameters = job.model().layout().initialize(1);
            try (GradientAggregator onSpark = engine(spark, rows, job);
                    GradientAggregator local = new LocalGradientAggregator(rows, job, Kernels.best(), 2)) {
                for (int step = 0; step < 4; step++) {
                    GradientSum expected = local.aggregate(new GradientWork(step), parameters, "local");
                    GradientSum sum = onSpark.aggregate(new GradientWork(step), parameters, "spark");
                    assertThat(sum.gradient()).containsExactly(expected.gradient());
                    assertThat(sum.loss()).isEqualTo(expected.loss());
                    assertThat(sum.weight()).isEqualTo(expected.weight());
                }
            }
        }
    }

    @Test
    void sumsHaveTheSameBitsWhereverTheyAreAddedUp(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        for (int shards : new int[] {1, 3, 8, 13}) {
            List<Shard> rows = rows(shards);
            Job job = job(rows);
            float[] parameters = job.model().layout().initialize(1);
            try (GradientAggregator onDriver = engine(spark, rows, job, SumPlace.DRIVER);
                    GradientAggregator onExecutors = engine(spark, rows, job, SumPlace.EXECUTORS)) {
                for (int step = 0; step < 3; step++) {
                    GradientSum expected = onDriver.aggregate(new GradientWork(step), parameters, "driver");
                    GradientSum sum = onExecutors.aggregate(new GradientWork(step), parameters, "executors");
                    assertThat(sum.gradient()).containsExactly(expected.gradient());
                    assertThat(sum.loss()).isEqualTo(expected.loss());
                    assertThat(sum.rows()).isEqualTo(expected.rows());
                }
            }
        }
    }

    @Test
    void whatSumsOnTheExecutorsLeaveOnDiskIsRemoved(SparkSession session) throws InterruptedException {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        List<Shard> rows = rows(3);
        // Made by a shuffle, as those of a real run, whose files are what a lost shard is made anew of.
        JavaRDD<Shard> shards = spark.parallelize(List.of(0, 1, 2), 3)
                .mapToPair(index -> new Tuple2<>(index, rows.get(index)))
                .partitionBy(new HashPartitioner(3))
                .values();
        shards.count();
        long before = shuffleFiles(spark);
        assertThat(before).isPositive();
        try (GradientAggregator engine =
                new SparkGradientAggregator(spark, shards, job(rows), "test", SumPlace.EXECUTORS)) {
            for (int step = 0; step < 5; step++) {
                engine.aggregate(
                        new GradientWork(step), job(rows).model().layout().initialize(1), "step");
            }
        }
        for (int i = 0; i < 200 && shuffleFiles(spark) > before; i++) {
            Thread.sleep(50);
        }
        assertThat(shuffleFiles(spark)).isEqualTo(before);
    }

    @Test
    void theTimesOfARoundAddUpToTheRound(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        List<Shard> rows = rows(3);
        for (SumPlace place : SumPlace.values()) {
            try (GradientAggregator engine = engine(spark, rows, job(rows), place)) {
                float[] parameters = job(rows).model().layout().initialize(1);
                engine.aggregate(new GradientWork(0), parameters, "first");
                long start = System.nanoTime();
                engine.aggregate(new GradientWork(1), parameters, "step");
                long total = System.nanoTime() - start;
                assertThat(engine.times().total()).isPositive().isLessThan(2 * total);
                assertThat(engine.times().compute()).isPositive();
                assertThat(engine.times().broadcast()).isPositive();
            }
        }
    }

    @Test
    void roundsWithinOneJvmLeaveNoBlocksBehind(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        List<Shard> rows = rows(3);
        Job job = job(rows);
        float[] parameters = job.model().layout().initialize(1);
        try (GradientAggregator engine = engine(spark, rows, job, SumPlace.DRIVER)) {
            GradientSum first = engine.aggregate(new GradientWork(0), parameters, "step");
            assertThat(first.bytesMoved()).isZero();
            for (int step = 1; step < 5; step++) {
                engine.aggregate(new GradientWork(step), parameters, "step");
            }
            assertThat(blocksNamed(spark, "_sum")).isEmpty();
            assertThat(blocksNamed(spark, "_parameters")).isEmpty();
        }
    }

    private static List<BlockId> blocksNamed(JavaSparkContext spark, String part) {
        return CollectionConverters.asJava(spark.env()
                .blockManager()
                .getMatchingBlockIds(block -> block.name().contains(part)));
    }

    private static long shuffleFiles(JavaSparkContext spark) {
        return CollectionConverters.asJava(
                        spark.env().blockManager().diskBlockManager().getAllFiles())
                .stream()
                .filter(file -> file.getName().startsWith("shuffle_"))
                .count();
    }

    @Test
    void eachRoundIsOneJobThatSaysWhatItDoes(SparkSession session) throws InterruptedException {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        List<Shard> rows = rows(2);
        Job job = job(rows);
        float[] parameters = job.model().layout().initialize(1);
        Queue<String> descriptions = new ConcurrentLinkedQueue<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                descriptions.add(String.valueOf(start.properties().getProperty("spark.job.description")));
            }
        };
        try (GradientAggregator engine = engine(spark, rows, job)) {
            spark.sc().addSparkListener(listener);
            engine.aggregate(new GradientWork(0), parameters, "step 1 of 2");
            engine.aggregate(new GradientWork(1), parameters, "step 2 of 2");
            for (int i = 0; i < 100 && descriptions.size() < 2; i++) {
                Thread.sleep(50);
            }
        } finally {
            spark.sc().removeSparkListener(listener);
        }
        assertThat(descriptions).containsExactly("kindling test: step 1 of 2", "kindling test: step 2 of 2");
    }

    @Test
    void theBroadcastOfAStepIsGoneAfterIt(SparkSession session) throws InterruptedException {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        List<Shard> rows = rows(2);
        // More than the model needs: so large that no broadcast of Spark's own is taken for it.
        float[] parameters = new float[1 << 20];
        try (GradientAggregator engine = engine(spark, rows, job(rows))) {
            for (int step = 0; step < 10; step++) {
                engine.aggregate(new GradientWork(step), parameters, "step");
                assertThatThrownBy(() -> engine.aggregate(new Failing(), parameters, "failing"))
                        .isInstanceOf(ClusterException.class)
                        .hasMessageMatching(
                                "A task in this JVM failed during failing:"
                                        + " java\\.lang\\.IllegalStateException: planted \\(thrown at .*Failing\\.run\\(.*\\)\\)");
            }
            // Spark removes them in the background.
            for (int i = 0; i < 200 && largeBroadcasts(spark) > 0; i++) {
                Thread.sleep(50);
            }
            assertThat(largeBroadcasts(spark)).isZero();
        }
    }

    /** How many blocks of broadcasts in this JVM's block manager hold more than a megabyte. */
    private static long largeBroadcasts(JavaSparkContext spark) {
        BlockManager blocks = spark.env().blockManager();
        return CollectionConverters.asJava(
                        blocks.getMatchingBlockIds((Function1<BlockId, Object>) id -> id.isBroadcast()))
                .stream()
                .map(blocks::getStatus)
                .filter(status -> status.isDefined()
                        && status.get().memSize() + status.get().diskSize() > 1 << 20)
                .count();
    }

    private static GradientAggregator engine(JavaSparkContext spark, List<Shard> rows, Job job) {
        return new SparkGradientAggregator(spark, spark.parallelize(rows, rows.size()), job, "test");
    }

    private static GradientAggregator engine(JavaSparkContext spark, List<Shard> rows, Job job, SumPlace place) {
        return new SparkGradientAggregator(spark, spark.parallelize(rows, rows.size()), job, "test", place);
    }

    private static Job job(List<Shard> rows) {
        Model model = new Model(Shape.of(5), List.of(new Dense(9), new Relu(), new Dense(1)), new MeanSquaredError());
        return new Job(model, new BatchSampler(1, 16, true, Shards.rows(rows)), Scaling.NONE, Scaling.NONE);
    }

    /** Some shards have one row, and one of eight has none. */
    private static List<Shard> rows(int shards) {
        float[][] x = new float[shards == 8 ? 7 : 50][5];
        float[][] y = new float[x.length][1];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 5; j++) {
                x[i][j] = (float) Draws.normal(i, j);
            }
            y[i][0] = x[i][0] * x[i][1];
        }
        return Shards.deal(x, y, shards);
    }

    /** Fails on an executor. */
    private record Failing() implements ShardWork {
        @Override
        public void run(Workspace workspace, int shard, Shard rows, float[] parameters, GradientSum sum) {
            throw new IllegalStateException("planted");
        }

        @Override
        public int gradientLength(Model model) {
            return model.layout().parameters();
        }
    }
}
