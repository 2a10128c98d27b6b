package io.kindling.driver.check;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.exchange.StartingWeights;
import io.kindling.driver.report.ModelTable;
import io.kindling.driver.report.RunLines;
import io.kindling.driver.run.RunEngine;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.Precision;
import io.kindling.kernels.augmentation.Augmentations;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.watch.WatchCadence;
import io.kindling.kernels.work.ConstantOutputWork;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.TargetWork;
import io.kindling.kernels.work.TargetWork.Targets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The run that is asked about: its rows in shards, its network at the start, and engines over its own batches, over a few of its
 * rows, and over its validation rows. All of them are those that the run itself would have.
 */
final class Subject implements AutoCloseable {
    /** Enough to tell a gradient from noise, and few enough to be learned by heart in seconds. */
    private static final int FEW_ROWS = 16;
    /** Of rows with a target for each token, as many as have so many targets. */
    private static final int FEW_TARGETS = 256;

    private final RunConfig config;
    private final SparkCluster cluster;
    private final RunEngine run;
    private final float[] start;
    private final Job fewJob;
    private final GradientAggregator few;
    private final Optional<GradientAggregator> validation;

    /**
     * Reads the rows and opens the engines.
     *
     * @param out told of the model and the rows
     * @throws io.kindling.driver.UserException if the data do not fit the model
     */
    static Subject open(RunConfig config, SparkCluster cluster, Consumer<String> out) {
        config.training().solver().demand();
        int shards = config.spark().shards().orElse(cluster.slots());
        Model model = config.model().model();
        MemoryPlan memory = MemoryPlan.of(model, config.training().augmentations());
        int shareRows = (config.training().batchSize() + shards - 1) / shards;
        ModelTable.lines(model, memory, shareRows).forEach(out);
        float[] start = StartingWeights.of(config, model, out);
        PreparedData data = cluster.prepare(config, model, shards);
        out.accept(RunLines.rows(data));
        RunConfig settled = config.withShards(shards);
        return new Subject(settled, cluster, new RunEngine(settled, cluster, model, memory, data, out), start);
    }

    private Subject(RunConfig config, SparkCluster cluster, RunEngine run, float[] start) {
        this.config = config;
        this.cluster = cluster;
        this.run = run;
        this.start = start;
        PreparedData data = run.data();
        int batchSize = run.job().sampler().batchSize();
        this.fewJob = job(fewRows(batchSize), data.train().rowsPerShard());
        this.few = cluster.engine(config, data.train(), fewJob);
        this.validation =
                data.validation().map(part -> cluster.engine(config, part, job(batchSize, part.rowsPerShard())));
    }

    /** A few rows, but some in each shard, as batch normalisation needs more than one. */
    private int fewRows(int batchSize) {
        Model model = model();
        int shards = config.spark().shards().count();
        int asked = Math.min(FEW_ROWS, Math.max(2, FEW_TARGETS / model.output().vectors()));
        int each = model.layout().length() > model.layout().parameters() ? 4 : 1;
        return Math.min(batchSize, Math.max(asked, each * shards));
    }

    /** As the run's, over other batches, and without augmentation. */
    private Job job(int batchSize, long[] rowsPerShard) {
        Job own = run.job();
        BatchSampler sampler =
                new BatchSampler(config.seed(), batchSize, own.sampler().shuffle(), rowsPerShard);
        return new Job(own.model(), sampler, own.features(), own.targets(), Augmentations.NONE, own.memory())
                .in(own.precision());
    }

    RunConfig config() {
        return config;
    }

    SparkCluster cluster() {
        return cluster;
    }

    Model model() {
        return run.job().model();
    }

    /** What the run would do. */
    RunEngine run() {
        return run;
    }

    /** A copy of the weights at the start. */
    float[] start() {
        return start.clone();
    }

    /** The run's own batches. */
    GradientAggregator batches() {
        return run.rows();
    }

    /** The run's own batches once more, with each layer of the network watched; to be closed by whoever asks. */
    GradientAggregator watched() {
        Job watched = run.job().watched(new WatchCadence(1, 1));
        return cluster.engine(config, run.data().train(), watched);
    }

    /** The run's own batches once more, with products in another precision; to be closed by whoever asks. */
    GradientAggregator batches(Precision precision) {
        return run.rowsIn(precision);
    }

    /** A few of the rows to learn from, as they are: each step has other ones. */
    GradientAggregator few() {
        return few;
    }

    /** How many they are. */
    int fewRows() {
        return (int) Math.min(fewJob.sampler().batchSize(), run.data().train().rows());
    }

    /** Batches of the rows to validate on. */
    Optional<GradientAggregator> validation() {
        return validation;
    }

    /** What is measured on them beside the loss. */
    Metrics metrics() {
        return Metrics.of(
                model().loss(), model().output(), run.data().pipeline().targetScaling()::invert);
    }

    /** What the targets of a step are like. */
    Targets targets(GradientAggregator rows, long step) {
        return Targets.of(rows.aggregate(new TargetWork(step), new float[0], "targets of step " + (step + 1))
                .tally());
    }

    /** The mean loss of a step if the network gave one output for all rows. */
    double lossOf(float[] output, GradientAggregator rows, long step) {
        return rows.aggregate(new ConstantOutputWork(step), output, "one answer for step " + (step + 1))
                .meanLoss();
    }

    @Override
    public void close() {
        validation.ifPresent(GradientAggregator::close);
        few.close();
        run.close();
    }
}
