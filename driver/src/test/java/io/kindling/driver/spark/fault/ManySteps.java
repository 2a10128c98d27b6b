package io.kindling.driver.spark.fault;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.SparkSessions;
import io.kindling.driver.spark.engine.SparkGradientAggregator;
import io.kindling.driver.spark.engine.SumPlace;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.Shards;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.GradientWork;
import io.kindling.kernels.work.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Takes many steps and prints, at some of them, what is still in use: {@code step 1000: 91 MB, 12 blocks, 4 files}. Run in a
 * JVM with a small heap.
 */
final class ManySteps implements TrainingListener {
    static final long STEPS = 5000;
    private static final long EVERY = 1000;

    private ManySteps() {}

    /** {@code train CONF DIR}: a whole run; or {@code DRIVER} or {@code EXECUTORS}: rounds alone, added up there. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("train")) {
            train(Path.of(arguments[1]), Path.of(arguments[2]));
        } else {
            rounds(SumPlace.valueOf(arguments[0]));
        }
    }

    private static void train(Path conf, Path directory) {
        try (SparkCluster cluster = SparkCluster.open("many steps", Optional.of("local[2]"), Map.of())) {
            new TrainingRun(
                            ConfigLoader.load(conf, List.of()),
                            RunDirectory.create(directory),
                            cluster,
                            System.out,
                            0,
                            List.of(new ManySteps()))
                    .execute();
        }
    }

    private static void rounds(SumPlace place) throws Exception {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(SparkSessions.create("many rounds", Optional.of("local[2]"), Map.of())
                        .sparkContext());
        float[][] x = new float[64][100];
        List<Shard> rows = Shards.deal(x, new float[x.length][1], 4);
        Model model = new Model(
                Shape.of(100),
                List.of(new Dense(400), new Relu(), new Dense(400), new Relu(), new Dense(1)),
                new MeanSquaredError());
        Job job = new Job(model, new BatchSampler(1, 16, true, Shards.rows(rows)), Scaling.NONE, Scaling.NONE);
        float[] parameters = model.layout().initialize(1);
        try (GradientAggregator engine =
                new SparkGradientAggregator(spark, spark.parallelize(rows, rows.size()), job, "rounds", place)) {
            for (long step = 1; step <= STEPS; step++) {
                engine.aggregate(new GradientWork(step), parameters, "step " + step);
                tell(step);
            }
        }
    }

    @Override
    public void step(StepReport step) {
        tell(step.step());
    }

    private static void tell(long step) {
        if (step % EVERY != 0) {
            return;
        }
        try {
            // What is removed is so in the background, and some of it by Spark only after a collection.
            for (int i = 0; i < 5; i++) {
                System.gc();
                Thread.sleep(300);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        int blocks = CollectionConverters.asJava(SparkEnv.get().blockManager().getMatchingBlockIds(id -> true))
                .size();
        int files =
                SparkEnv.get().blockManager().diskBlockManager().getAllFiles().size();
        System.out.printf("%nstep %d: %d MB, %d blocks, %d files%n", step, used >> 20, blocks, files);
    }
}
