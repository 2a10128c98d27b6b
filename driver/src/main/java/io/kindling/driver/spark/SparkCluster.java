package io.kindling.driver.spark;

import io.kindling.driver.ClusterException;
import io.kindling.driver.UserException;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.SparkConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.spark.audit.ConfiguredAudit;
import io.kindling.driver.spark.audit.DataAudit;
import io.kindling.driver.spark.data.DataPlan;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.spark.data.ShardedRows;
import io.kindling.driver.spark.data.SparkSessions;
import io.kindling.driver.spark.data.SparkVersion;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.driver.spark.data.source.SourceReader;
import io.kindling.driver.spark.engine.ExecutorKernels;
import io.kindling.driver.spark.engine.KernelSpeed;
import io.kindling.driver.spark.engine.SparkGradientAggregator;
import io.kindling.driver.spark.engine.TaskSlots;
import io.kindling.driver.spark.fault.JobWatch;
import io.kindling.driver.spark.fault.RegisteredExecutors;
import io.kindling.driver.spark.fault.WatchLimits;
import io.kindling.driver.spark.predict.Predictions;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.work.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where rows are read and, with the Spark engine, steps are computed. The one door from the rest of the driver to Spark. */
public final class SparkCluster implements AutoCloseable {
    private final SparkSession session;
    private final JavaSparkContext context;
    private final boolean owned;
    private final JobWatch watch;

    private SparkCluster(SparkSession session, boolean owned, String name, WatchLimits limits) {
        this.session = session;
        this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.owned = owned;
        this.watch = new JobWatch(context, owned, name, limits);
    }

    /**
     * The session that is active here, or a new one.
     *
     * @param name shown by Spark
     * @param master such as {@code local[2]}; by default what {@code spark-submit} gives, or {@code local[*]}
     * @param conf Spark settings by their own names
     */
    public static SparkCluster open(String name, Optional<String> master, Map<String, String> conf) {
        return open(name, master, conf, WatchLimits.USUAL);
    }

    /** As the other, with a run's settings for Spark and its limits to waiting. */
    public static SparkCluster open(String name, Optional<String> master, SparkConfig config) {
        return open(name, master, config.conf(), WatchLimits.of(config));
    }

    private static SparkCluster open(
            String name, Optional<String> master, Map<String, String> conf, WatchLimits limits) {
        boolean running = SparkSession.getActiveSession()
                .orElse(SparkSession::getDefaultSession)
                .isDefined();
        SparkCluster cluster =
                new SparkCluster(SparkSessions.create("kindling " + name, master, conf), !running, name, limits);
        try {
            ExecutorArrival.await(cluster.context, limits.executors().toSeconds());
            return cluster;
        } catch (UserException | ClusterException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * A session that somebody else stops.
     *
     * @throws UserException if its Spark is of a version that will not do
     */
    public static SparkCluster of(SparkSession session) {
        SparkVersion.demand();
        return new SparkCluster(session, false, "session", WatchLimits.USUAL);
    }

    /** How many tasks can run at a time. */
    public int slots() {
        return new TaskSlots(context.sc()).count();
    }

    /** How many executors there are; 1 where they are threads of this JVM. */
    public int executors() {
        return context.isLocal() ? 1 : Math.max(1, new RegisteredExecutors(context).count());
    }

    /** The heap of each executor. */
    public ExecutorMemory executorMemory() {
        return ExecutorMemory.of(context, executors(), slots());
    }

    /** How many threads the driver may use: its slots where executors are threads of this JVM. */
    public int driverThreads() {
        return context.isLocal() ? slots() : Runtime.getRuntime().availableProcessors();
    }

    /** Version and master. */
    public String describe() {
        return context.version() + ", master " + context.master() + ", " + slots() + " task slots";
    }

    /** What each executor computes with, and how fast, by host. */
    public Map<String, KernelSpeed> kernels() {
        return watch.run("the question what executors compute with", () -> ExecutorKernels.speeds(context, slots()));
    }

    /**
     * Whether the driver and all executors compute the same bits, each time.
     *
     * @throws UserException if they do not, and the configuration requires it
     */
    public KernelAgreement agreement(RunConfig config) {
        Precision precision = config.training().precision();
        Kernels own = Kernels.best(precision);
        KernelAgreement agreement = new KernelAgreement(
                own.fingerprint(),
                own.blas().repeatable(),
                engineName(config).equals("local")
                        ? Map.of()
                        : over(config)
                                .run(
                                        "the question what executors compute with",
                                        () -> ExecutorKernels.fingerprints(context, slots(), precision)));
        agreement.problem().filter(problem -> config.spark().requireExact()).ifPresent(problem -> {
            throw new UserException(problem + " spark.require_exact forbids to train so.");
        });
        return agreement;
    }

    /** Why bfloat16 products do not work, by those who would compute a run and cannot. */
    public Map<String, String> withoutBf16(RunConfig config) {
        if (engineName(config).equals("local")) {
            return Blas.hindranceOfBf16().map(why -> Map.of("this JVM", why)).orElse(Map.of());
        }
        return over(config)
                .run(
                        "the question whether executors have bf16 products",
                        () -> ExecutorKernels.withoutBf16(context, slots()));
    }

    /** Rows as configured, in shards, ready to be trained on. */
    public PreparedData prepare(RunConfig config, Model model, int shards) {
        TargetSpec target = targetOf(model);
        return over(config)
                .run(
                        "the reading of the rows",
                        () -> DataPlan.of(session, config.data(), target, config.seed())
                                .prepare(model.input(), shards, config.spark().storage()));
    }

    /** What a data audit finds in the rows as configured; see {@link DataAudit}. */
    public AuditReport audit(RunConfig config, Model model) {
        return over(config)
                .run(
                        "the audit",
                        () -> DataAudit.of(ConfiguredAudit.of(
                                config, model, DataPlan.of(session, config.data(), targetOf(model), config.seed()))));
    }

    /** The same of a DataFrame's rows, in the place of {@code data.train}. */
    public PreparedData prepare(RunConfig config, Model model, int shards, Dataset<Row> rows) {
        TargetSpec target = targetOf(model);
        return over(config)
                .run(
                        "the reading of the rows",
                        () -> DataPlan.of(rows, config.data(), target, config.seed())
                                .prepare(model.input(), shards, config.spark().storage()));
    }

    /** An engine for these rows: {@code local} or {@code spark}, as the configuration has it. */
    public GradientAggregator engine(RunConfig config, ShardedRows rows, Job job) {
        return engineName(config).equals("local")
                ? new LocalGradientAggregator(collected(config, rows), job, job.kernels(), driverThreads())
                : new SparkGradientAggregator(context, rows.shards(), job, over(config));
    }

    /** As the other; {@code local} works with a crew that updates the parameters between rounds. */
    public GradientAggregator engine(RunConfig config, ShardedRows rows, Job job, Crew crew) {
        return engineName(config).equals("local")
                ? new LocalGradientAggregator(collected(config, rows), job, job.kernels(), crew)
                : engine(config, rows, job);
    }

    /** An engine for an evaluation outside of a run: Spark jobs. */
    public GradientAggregator engine(ShardedRows rows, Job job, String name) {
        return new SparkGradientAggregator(context, rows.shards(), job, watch.over(name, WatchLimits.USUAL));
    }

    /** Runs something that may run Spark jobs, within a run's limits to waiting. */
    public void watch(RunConfig config, String what, Runnable action) {
        over(config).run(what, () -> {
            action.run();
            return what;
        });
    }

    private List<Shard> collected(RunConfig config, ShardedRows rows) {
        return over(config).run("the collection of the shards", rows::collectLocal);
    }

    private JobWatch over(RunConfig config) {
        return watch.over(config.name(), WatchLimits.of(config.spark()));
    }

    /** Whether tasks run in the driver's own JVM. */
    public boolean isOneJvm() {
        return context.isLocal();
    }

    /** {@code local} or {@code spark}. */
    public String engineName(RunConfig config) {
        return switch (config.engine()) {
            case LOCAL -> "local";
            case SPARK -> "spark";
            case AUTO -> context.isLocal() ? "local" : "spark";
        };
    }

    /**
     * A saved feature pipeline.
     *
     * @throws UserException if it is not as it was written, or not that of the model
     */
    public FeaturePipeline pipeline(Location directory, Model model) {
        FeaturePipeline pipeline = FeaturePipeline.load(session, directory);
        if (pipeline.width() != model.input().size()) {
            throw new UserException(directory + " is damaged: its features are " + pipeline.width()
                    + " numbers a row, but its model takes " + model.input().size()
                    + ". Train again, or copy the model from where it is whole.");
        }
        return pipeline;
    }

    /** Labelled rows of a source, in shards, through a fitted pipeline. */
    public ShardedRows read(SourceConfig source, FeaturePipeline pipeline) {
        return watch.run("the reading of the rows", () -> pipeline.shards(rows(source, pipeline), slots()));
    }

    /** The same of a DataFrame's rows. */
    public ShardedRows read(Dataset<Row> rows, FeaturePipeline pipeline) {
        return watch.run("the reading of the rows", () -> pipeline.shards(rows, slots()));
    }

    /** The rows of a source with what a model predicts for them. */
    public Predictions predict(SourceConfig source, FeaturePipeline pipeline, Model model, float[] parameters) {
        return Predictions.of(rows(source, pipeline), pipeline, model, parameters);
    }

    /** Stops the session, if it was started here. */
    @Override
    public void close() {
        if (owned) {
            session.stop();
        }
    }

    private Dataset<Row> rows(SourceConfig source, FeaturePipeline pipeline) {
        Dataset<Row> rows = new SourceReader(session).read(source, pipeline.windows(), "The source");
        return source.where()
                .map(condition -> SourceReader.where(rows, condition, "where"))
                .orElse(rows);
    }

    private static TargetSpec targetOf(Model model) {
        return switch (model.loss().targetKind()) {
            case CLASS_INDEX ->
                TargetSpec.classIndex(model.output().last(), model.target().size());
            case PROBABILITIES -> TargetSpec.probabilities(model.output().size());
            case BINARY -> TargetSpec.binary(model.output().size());
            case NUMBER -> TargetSpec.numbers(model.output().size());
        };
    }
}
