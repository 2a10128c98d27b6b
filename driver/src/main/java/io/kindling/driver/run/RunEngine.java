package io.kindling.driver.run;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.TrainingConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.inspect.ModelInspection;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.driver.optim.schedule.Schedule;
import io.kindling.driver.report.Ledger;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.KernelAgreement;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.spark.data.ShardedRows;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.store.WeightsDigest;
import io.kindling.driver.train.Checkpoints;
import io.kindling.driver.train.Evaluation;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.Synchronization;
import io.kindling.driver.train.Trainer;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.verdict.Task;
import io.kindling.kernels.Precision;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.watch.WatchCadence;
import io.kindling.kernels.work.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What computes while a run goes on: its data, and the engines that run over them. */
public final class RunEngine implements AutoCloseable {
    private final RunConfig config;
    private final SparkCluster cluster;
    private final Model model;
    private final PreparedData data;
    private final Job job;
    private final GradientAggregator rows;
    private final Optional<Evaluation> validation;
    private final Crew crew;
    private final boolean exact;

    /**
     * Opens the engines; says where not all compute the same bits.
     *
     * @throws io.kindling.driver.UserException if that is so and the configuration forbids it
     */
    public RunEngine(
            RunConfig config,
            SparkCluster cluster,
            Model model,
            MemoryPlan memory,
            PreparedData data,
            Consumer<String> out) {
        this.config = config;
        this.cluster = cluster;
        this.model = model;
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
                        memory)
                .watched(watch(training, sampler.stepsPerEpoch() * training.epochs()))
                .in(training.precision());
        this.crew = new Crew(cluster.driverThreads() - 1);
        try {
            KernelAgreement agreement = cluster.agreement(config);
            agreement.problem().ifPresent(out);
            this.exact = agreement.exact();
            this.rows = cluster.engine(config, data.train(), job, crew);
            this.validation = data.validation().map(this::evaluation);
        } catch (RuntimeException | Error e) {
            crew.close();
            data.unpersist();
            throw e;
        }
    }

    /** L-BFGS looks at all rows several times a step, and tells of none. */
    private static WatchCadence watch(TrainingConfig training, long steps) {
        if (training.solver().fullBatch()) {
            return WatchCadence.NEVER;
        }
        return training.watchEverySteps()
                .map(every -> new WatchCadence(steps, every))
                .orElseGet(() -> WatchCadence.of(steps));
    }

    Model model() {
        return model;
    }

    public PreparedData data() {
        return data;
    }

    /** {@code local} or {@code spark}. */
    String name() {
        return cluster.engineName(config);
    }

    /** Whether all JVMs compute the same bits. */
    boolean isExact() {
        return exact;
    }

    /** What stays the same for all steps. */
    public Job job() {
        return job;
    }

    /** Where the rows to learn from are. */
    public GradientAggregator rows() {
        return rows;
    }

    /** The names of the validation figures; empty where nothing is validated. */
    List<String> figures() {
        return validation.map(Evaluation::names).orElse(List.of());
    }

    /** Which classes the last validation had rows of, but no prediction. */
    List<Integer> neverPredicted() {
        return validation.map(Evaluation::neverPredicted).orElse(List.of());
    }

    /** What is to be learned, as far as verdicts depend on it. */
    Task task() {
        TrainingPlan plan = plan();
        OptionalInt classes = switch (model.loss().targetKind()) {
            case CLASS_INDEX, PROBABILITIES -> OptionalInt.of(model.output().last());
            case BINARY -> OptionalInt.of(2);
            case NUMBER -> OptionalInt.empty();
        };
        return new Task(classes, plan.rows(), plan.validationRows(), plan.steps(), plan.stepsPerEpoch());
    }

    /** Some augmented rows as a picture, if they are pictures. */
    Optional<byte[]> augmentationSheet(float[] parameters) {
        return AugmentationSheet.of(rows, job, parameters);
    }

    /** Writes a model and the pipeline in front of it, for whose transformers Spark is needed. */
    void save(StoredModel stored, Location directory) {
        cluster.watch(config, "the saving of the model", () -> stored.save(directory, data.pipeline()));
    }

    /** Loss and metrics on the test rows; empty without such. */
    Map<String, Double> test(float[] parameters) {
        return data.test()
                .map(this::evaluation)
                .map(evaluation -> {
                    try (GradientAggregator rows = evaluation.rows()) {
                        return new Evaluation(rows, evaluation.metrics()).figures(parameters, "the test");
                    }
                })
                .orElse(Map.of());
    }

    /** What {@code evaluation.json} says of parameters, on the validation rows or else the test rows; empty without either. */
    Optional<String> inspection(float[] parameters) {
        ModelInspection inspection = new ModelInspection(model, data.pipeline(), shown());
        if (validation.isPresent()) {
            return Optional.of(inspection.json(validation.get().rows(), parameters, "validation"));
        }
        return data.test().map(part -> {
            try (GradientAggregator rows = cluster.engine(config, part, job, crew)) {
                return inspection.json(rows, parameters, "test");
            }
        });
    }

    /** The shape in which people look at a row: rows of idx files are pictures, even where the network takes them flat. */
    private Shape shown() {
        Shape input = model.input();
        int side = (int) Math.round(Math.sqrt(input.size()));
        boolean flatPicture = config.data().train().images().isPresent() && input.rank() == 1;
        return flatPicture && side * side == input.size() ? Shape.of(1, side, side) : input;
    }

    /**
     * How training ended, in a few numbers.
     *
     * @param test figures on the test rows; empty without such
     * @param ledger where the steps' time went
     * @param alike whether all of it was computed alike
     */
    Summary summary(TrainingResult result, Map<String, Double> test, Ledger ledger, boolean alike) {
        Optional<String> inexact = config.training().sync().inexact();
        return new Summary(
                config.name(),
                config.seed(),
                model.layout().parameters(),
                name(),
                job.kernels().description(),
                alike && inexact.isEmpty(),
                inexact,
                result,
                test,
                ledger.parts(),
                WeightsDigest.sha256(result.parameters()),
                Optional.empty());
    }

    /** The rounds that a training takes, from the first one on, each time it is asked for. */
    public Synchronization rounds() {
        return rounds(optimizer(schedule()));
    }

    Trainer trainer(List<TrainingListener> listeners, Checkpoints checkpoints) {
        TrainingConfig training = config.training();
        TrainingPlan plan = plan();
        Trainer.Cadence cadence = new Trainer.Cadence(
                training.validateEverySteps().map(Integer::longValue).orElse(plan.stepsPerEpoch()),
                training.monitor(),
                training.earlyStopping());
        Optimizer optimizer = optimizer(schedule());
        return new Trainer(plan, cadence, rows, validation, optimizer, rounds(optimizer), listeners, checkpoints);
    }

    /** The same batches once more, with products in another precision; to be closed by whoever asks. */
    public GradientAggregator rowsIn(Precision precision) {
        return cluster.engine(config, data.train(), job.in(precision), crew);
    }

    private Synchronization rounds(Optimizer optimizer) {
        TrainingConfig training = config.training();
        return training.solver().rounds(model, () -> training.sync().around(model, optimizer, crew));
    }

    /** Steps until every row has come once. */
    public long stepsPerEpoch() {
        return config.training().solver().fullBatch() ? 1 : job.sampler().stepsPerEpoch();
    }

    private TrainingPlan plan() {
        return new TrainingPlan(
                config.name(),
                data.train().rows(),
                data.validation().map(ShardedRows::rows).orElse(0L),
                model.layout().parameters(),
                stepsPerEpoch() * config.training().epochs(),
                stepsPerEpoch());
    }

    private Schedule schedule() {
        return config.training().schedule().over(plan().steps());
    }

    /** The configured optimizer, before its first step, with this schedule in the place of the configured one. */
    public Optimizer optimizer(Schedule schedule) {
        TrainingConfig training = config.training();
        return Optimizer.of(
                training.optimizer(),
                schedule,
                training.clipNorm(),
                training.clipValue(),
                Segments.of(model.layout()),
                model.layout().parameters());
    }

    private Evaluation evaluation(ShardedRows part) {
        Metrics metrics =
                Metrics.of(model.loss(), model.output(), data.pipeline().targetScaling()::invert);
        return new Evaluation(cluster.engine(config, part, job, crew), metrics);
    }

    @Override
    public void close() {
        rows.close();
        validation.ifPresent(evaluation -> evaluation.rows().close());
        crew.close();
        data.unpersist();
    }
}
