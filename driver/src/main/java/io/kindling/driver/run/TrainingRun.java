package io.kindling.driver.run;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.TrainingConfig;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.report.Console;
import io.kindling.driver.report.MetricsCsv;
import io.kindling.driver.report.ModelTable;
import io.kindling.driver.report.RunLines;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.KernelAgreement;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.spark.data.ShardedRows;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.store.WeightsDigest;
import io.kindling.driver.train.Evaluation;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.Trainer;
import io.kindling.driver.train.TrainingFailedException;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.work.Job;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * A run from configuration to a filled run directory: rows to shards, training, the test, and what is written. What
 * {@code kindling train} does.
 */
public final class TrainingRun {
    private final RunConfig config;
    private final RunDirectory directory;
    private final SparkCluster cluster;
    private final Model model;
    private final MemoryPlan memory;
    private final PrintStream out;
    private final int columns;
    private final List<TrainingListener> furtherListeners;
    private volatile Trainer trainer;
    private volatile boolean stopped;

    /**
     * Makes a run ready to be executed.
     *
     * @param config what to do
     * @param directory where it is written; empty
     * @param cluster where the rows are read and, with the Spark engine, trained on; which stays open
     * @param out where progress is shown
     * @param columns of the terminal that {@code out} is; 0 where it is none
     * @param furtherListeners told of steps and validations beside the console and the files
     */
    public TrainingRun(
            RunConfig config,
            RunDirectory directory,
            SparkCluster cluster,
            PrintStream out,
            int columns,
            List<TrainingListener> furtherListeners) {
        this.config = config;
        this.directory = directory;
        this.cluster = cluster;
        this.model = config.model().model();
        this.memory = MemoryPlan.of(model, config.training().augmentations());
        this.out = out;
        this.columns = columns;
        this.furtherListeners = List.copyOf(furtherListeners);
    }

    /** Asks for an end after the step at hand; any thread may ask. The best parameters so far are kept. */
    public void stop() {
        stopped = true;
        if (trainer != null) {
            trainer.stop();
        }
    }

    /**
     * Reads the rows, trains, tests and writes the run directory.
     *
     * @throws io.kindling.driver.UserException if the data do not fit; nothing has been written then
     * @throws io.kindling.driver.train.DivergedException if the loss stopped being a finite number; the best model so far is kept
     */
    public Summary execute() {
        int shards = config.spark().shards().orElse(cluster.slots());
        RunConfig settled = config.withShards(shards);
        int shareRows = (config.training().batchSize() + shards - 1) / shards;
        ModelTable.lines(model, memory, shareRows).forEach(out::println);
        PreparedData data = cluster.prepare(config.data(), model, config.seed(), shards);
        directory.write("config.yaml", ConfigLoader.write(settled));
        out.println(RunLines.rows(data));
        try (Engine engine = new Engine(data)) {
            return engine.run();
        }
    }

    /** What is open while a run goes on. */
    private final class Engine implements AutoCloseable {
        private final PreparedData data;
        private final Job job;
        private final GradientAggregator rows;
        private final Optional<Evaluation> validation;
        private final ForkJoinPool updaters = new ForkJoinPool(Math.max(1, cluster.driverThreads() - 1));
        private final boolean exact;

        Engine(PreparedData data) {
            this.data = data;
            TrainingConfig training = config.training();
            BatchSampler sampler = new BatchSampler(
                    config.seed(),
                    training.batchSize(),
                    training.shuffle(),
                    data.train().rowsPerShard());
            this.job = new Job(
                    model,
                    sampler,
                    data.pipeline().featureScaling(),
                    data.pipeline().targetScaling(),
                    training.augmentations(),
                    memory);
            KernelAgreement agreement = cluster.agreement(config);
            agreement.problem().ifPresent(out::println);
            this.exact = agreement.exact();
            this.rows = cluster.engine(config, data.train(), job);
            this.validation = data.validation().map(this::evaluation);
        }

        Summary run() {
            float[] parameters = model.layout().initialize(config.seed());
            AugmentationSheet.of(rows, job, parameters).ifPresent(png -> {
                directory.write(AugmentationSheet.FILE, png);
                out.println("augmented rows: " + directory.path().resolve(AugmentationSheet.FILE));
            });
            TrainingPlan plan = plan();
            Trainer.Cadence cadence = new Trainer.Cadence(
                    config.training()
                            .validateEverySteps()
                            .map(Integer::longValue)
                            .orElse(plan.stepsPerEpoch()),
                    config.training().monitor(),
                    config.training().earlyStopping());
            List<String> figures = validation.map(Evaluation::names).orElse(List.of());
            try (MetricsCsv csv =
                    new MetricsCsv(directory.metrics(), config.training().logEverySteps(), figures)) {
                List<TrainingListener> listeners = new ArrayList<>(List.of(new Console(out, columns), csv));
                listeners.addAll(furtherListeners);
                trainer = new Trainer(
                        model,
                        plan,
                        cadence,
                        rows,
                        validation,
                        optimizer(plan),
                        Workers.with(updaters, cluster.driverThreads() - 1),
                        listeners);
                if (stopped) {
                    trainer.stop();
                }
                return finish(trainer.run(parameters));
            } catch (TrainingFailedException e) {
                if (e.soFar().validation().isEmpty()) {
                    written(summary(e.soFar(), Map.of()));
                } else {
                    finish(e.soFar());
                }
                throw e.reason();
            }
        }

        /** Saves the kept parameters and tests them; of a run that took no step there is nothing to keep. */
        private Summary finish(TrainingResult result) {
            if (result.steps() == 0) {
                out.println("stopped before the first step; there is no model");
                return written(summary(result, Map.of()));
            }

            StoredModel stored = new StoredModel(config.name(), config.model(), result.parameters());
            stored.save(directory.model(), data.pipeline());
            Map<String, Double> test = data.test()
                    .map(this::evaluation)
                    .map(evaluation -> {
                        Map<String, Double> figures = evaluation.figures(result.parameters(), "test");
                        evaluation.rows().close();
                        return figures;
                    })
                    .orElse(Map.of());
            out.println(RunLines.result(result, test));
            out.println("model: " + directory.model());
            return written(summary(result, test));
        }

        private Summary summary(TrainingResult result, Map<String, Double> test) {
            return new Summary(
                    config.name(),
                    config.seed(),
                    model.layout().parameters(),
                    cluster.engineName(config),
                    Kernels.best().blas().description(),
                    exact,
                    result,
                    test,
                    WeightsDigest.sha256(result.parameters()));
        }

        private Summary written(Summary summary) {
            directory.write("summary.json", summary.json());
            return summary;
        }

        private TrainingPlan plan() {
            long stepsPerEpoch = job.sampler().stepsPerEpoch();
            return new TrainingPlan(
                    config.name(),
                    data.train().rows(),
                    data.validation().map(ShardedRows::rows).orElse(0L),
                    model.layout().parameters(),
                    stepsPerEpoch * config.training().epochs(),
                    stepsPerEpoch);
        }

        private Optimizer optimizer(TrainingPlan plan) {
            TrainingConfig training = config.training();
            List<Segment> segments = model.layout().entries().stream()
                    .map(entry -> new Segment(
                            entry.name(),
                            entry.offset(),
                            entry.length(),
                            entry.parameter().decays()))
                    .toList();
            return Optimizer.of(
                    training.optimizer(),
                    training.schedule().over(plan.steps()),
                    training.clipNorm(),
                    training.clipValue(),
                    segments,
                    model.layout().parameters());
        }

        private Evaluation evaluation(ShardedRows part) {
            Metrics metrics =
                    Metrics.of(model.loss(), model.output(), data.pipeline().targetScaling()::invert);
            return new Evaluation(cluster.engine(config, part, job), metrics);
        }

        @Override
        public void close() {
            rows.close();
            validation.ifPresent(evaluation -> evaluation.rows().close());
            updaters.shutdown();
            data.unpersist();
        }
    }
}
