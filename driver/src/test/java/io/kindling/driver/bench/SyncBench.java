package io.kindling.driver.bench;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.TrainingConfig;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.train.Checkpoints;
import io.kindling.driver.train.Evaluation;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.Trainer;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.ValidationReport;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.work.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bytes moved, time and the last validation loss of whole trainings with local steps and compression, on the Spark engine
 * in {@code local[2]}. {@code scripts/bench sync [SETTINGS ...]}; by default all of 1, 8 and 32 local steps with each
 * compression.
 */
final class SyncBench {
    private static final Map<String, Integer> RUNS =
            Collections.unmodifiableMap(new TreeMap<>(Map.of("conf/mnist-mlp.yaml", 4, "conf/diamonds.yaml", 6)));

    private SyncBench() {}

    public static void main(String[] arguments) {
        List<String> variants = arguments.length > 0 ? List.of(arguments) : allVariants();
        Map<String, String> quiet = Map.of("spark.ui.enabled", "false");
        try (SparkCluster cluster = SparkCluster.open("sync bench", Optional.of("local[2]"), quiet)) {
            RUNS.forEach((conf, epochs) -> {
                System.out.printf("%n%s, %d epochs, 2 shards%n%n", conf, epochs);
                System.out.println("| sync | rounds | MB up | MB down | seconds | ms a step | validation loss |");
                System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
                RunConfig first = config(conf, variants.get(0), epochs);
                PreparedData data = cluster.prepare(first, first.model().model(), 2);
                measure(cluster, data, config(conf, variants.get(0), 1), "");
                variants.forEach(sync -> measure(cluster, data, config(conf, sync, epochs), sync));
                data.unpersist();
            });
        }
        System.exit(0);
    }

    private static List<String> allVariants() {
        List<String> variants = new ArrayList<>();
        for (int localSteps : new int[] {1, 8, 32}) {
            for (String compression : List.of("none", "bf16", "top_k")) {
                variants.add("{local_steps: " + localSteps + ", compression: " + compression + "}");
            }
        }
        return variants;
    }

    private static RunConfig config(String conf, String sync, int epochs) {
        return ConfigLoader.load(
                Path.of(conf), List.of("engine=spark", "training.epochs=" + epochs, "training.sync=" + sync));
    }

    /** Trains, and prints a line unless its name is empty. */
    private static void measure(SparkCluster cluster, PreparedData data, RunConfig config, String name) {
        TrainingConfig training = config.training();
        Model model = config.model().model();
        BatchSampler sampler = new BatchSampler(
                config.seed(), training.batchSize(), true, data.train().rowsPerShard());
        Job job = new Job(
                model,
                sampler,
                data.pipeline().featureScaling(),
                data.pipeline().targetScaling());
        long perEpoch = sampler.stepsPerEpoch();
        TrainingPlan plan = new TrainingPlan(
                name, data.train().rows(), 0, model.layout().parameters(), perEpoch * training.epochs(), perEpoch);
        Optimizer optimizer = Optimizer.of(
                training.optimizer(),
                training.schedule().over(plan.steps()),
                training.clipNorm(),
                training.clipValue(),
                Segments.of(model.layout()),
                model.layout().parameters());
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void validated(ValidationReport validation) {
                losses.add(validation.figures().get("loss"));
            }
        };
        Metrics metrics =
                Metrics.of(model.loss(), model.output(), data.pipeline().targetScaling()::invert);
        try (CountingEngine rows = new CountingEngine(cluster.engine(config, data.train(), job));
                GradientAggregator held =
                        cluster.engine(config, data.validation().orElseThrow(), job)) {
            TrainingResult result = new Trainer(
                            plan,
                            new Trainer.Cadence(perEpoch, "loss", Optional.empty()),
                            rows,
                            Optional.of(new Evaluation(held, metrics)),
                            optimizer,
                            training.sync().around(model, optimizer, Workers.single()),
                            List.of(listener),
                            Checkpoints.NONE)
                    .run(model.layout().initialize(config.seed()));
            if (!name.isEmpty()) {
                System.out.printf(
                        Locale.ROOT,
                        "| `%s` | %,d | %.1f | %.1f | %.1f | %.2f | %.4f |%n",
                        name.substring(1, name.length() - 1),
                        rows.rounds(),
                        rows.up() / 1e6,
                        rows.down() / 1e6,
                        result.seconds(),
                        result.seconds() * 1e3 / result.steps(),
                        losses.get(losses.size() - 1));
            }
        }
    }
}
