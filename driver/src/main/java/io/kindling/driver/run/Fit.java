package io.kindling.driver.run;

import io.kindling.driver.checkpoint.BackgroundCheckpoints;
import io.kindling.driver.checkpoint.CheckpointOrigin;
import io.kindling.driver.checkpoint.CheckpointStore;
import io.kindling.driver.checkpoint.SavedCheckpoint;
import io.kindling.driver.config.CheckpointConfig;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.exchange.StartingWeights;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.Ledger;
import io.kindling.driver.report.MetricsHistory;
import io.kindling.driver.report.MetricsLines;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.tracking.mlflow.MlflowTarget;
import io.kindling.driver.train.Checkpoints;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.Trainer;
import io.kindling.driver.train.TrainingFailedException;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.TrainingResult.Status;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Training without a run directory: what an estimator's {@code fit} does. A thread that is interrupted meanwhile, as a notebook's
 * cell is, gets the best parameters until then, and is no longer marked as interrupted.
 */
public final class Fit {
    private static final MetricsHistory NO_FILE = new MetricsHistory(new byte[0], 0, 0, 0, 0, 0);

    private final RunConfig config;
    private final int checkpointEpochs;
    private final Optional<Location> tensorBoard;
    private final SparkCluster cluster;
    private final Model model;
    private final Consumer<String> out;

    /**
     * What came of it.
     *
     * @param pipeline what turns further rows into the network's features
     */
    public record Outcome(TrainingResult result, FeaturePipeline pipeline) {}

    /**
     * Training that is yet to begin.
     *
     * @param config what to do; where checkpoints have a directory, training goes on from the newest in it
     * @param checkpointEpochs epochs between them
     * @param tensorBoard where event files go, in a folder of this training's own; empty if there are to be none
     * @param out told what is out of the ordinary
     */
    public Fit(
            RunConfig config,
            int checkpointEpochs,
            Optional<Location> tensorBoard,
            SparkCluster cluster,
            Consumer<String> out) {
        this.config = config;
        this.checkpointEpochs = checkpointEpochs;
        this.tensorBoard = tensorBoard;
        this.cluster = cluster;
        this.model = config.model().model();
        this.out = out;
    }

    /**
     * Trains.
     *
     * @param rows gives the rows in so many shards; they are freed at the end
     * @throws io.kindling.driver.UserException if the newest checkpoint is of other settings or rows
     * @throws TrainingFailedException if training did not come to an end; it brings what it had given until then
     */
    public Outcome run(IntFunction<PreparedData> rows, List<TrainingListener> listeners) {
        // Fits of one estimator may go on at the same time.
        String name = RunDirectory.stamped(config.name()) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        Optional<MlflowTarget> mlflow = RunTrackers.mlflow(config, name);
        Optional<CheckpointStore> store =
                config.training().checkpoint().directory().map(text -> new CheckpointStore(Location.of(text)));
        Optional<SavedCheckpoint> newest =
                store.flatMap(found -> found.newest(damage -> out.accept(damage + "; trying the one before")));
        int shards = config.spark()
                .shards()
                .orElse(newest.map(SavedCheckpoint::shards).orElseGet(cluster::slots));
        RunConfig settled = config.withShards(shards);
        newest.ifPresent(checkpoint -> checkpoint.demandSettings(settled));
        PreparedData data = rows.apply(shards);
        MemoryPlan memory = MemoryPlan.of(model, config.training().augmentations());
        try (RunEngine engine = new RunEngine(settled, cluster, model, memory, data, out)) {
            newest.ifPresent(checkpoint -> checkpoint.demandData(data.fingerprints()));
            ValidationShare.warning(settled, data).ifPresent(out);
            Optional<Location> board = tensorBoard.map(place -> place.resolve(name));
            try (RunTrackers trackers = RunTrackers.of(settled, model.layout(), board, mlflow, Optional.empty())) {
                return new Outcome(tracked(settled, engine, listeners, trackers, store, newest), data.pipeline());
            }
        }
    }

    private TrainingResult tracked(
            RunConfig settled,
            RunEngine engine,
            List<TrainingListener> listeners,
            RunTrackers trackers,
            Optional<CheckpointStore> store,
            Optional<SavedCheckpoint> newest) {
        String kernels = engine.job().kernels().fingerprint();
        boolean exact = engine.isExact()
                && newest.map(checkpoint -> checkpoint.isExact(kernels)).orElse(true);
        Ledger ledger = new Ledger();
        List<TrainingListener> told =
                new ArrayList<>(List.of(new MetricsLines(config.training().logEverySteps(), trackers.all()), ledger));
        told.addAll(trackers.all());
        told.addAll(listeners);
        try {
            TrainingResult result = store.isPresent()
                    ? withCheckpoints(engine, told, store.get(), origin(settled, engine, kernels, exact), newest)
                    : run(engine, told, Checkpoints.NONE, newest);
            finish(trackers, () -> engine.summary(result, Map.of(), ledger, exact));
            return result;
        } catch (TrainingFailedException e) {
            finish(trackers, () -> engine.summary(e.soFar(), Map.of(), ledger, exact));
            throw e;
        }
    }

    private CheckpointOrigin origin(RunConfig settled, RunEngine engine, String kernels, boolean exact) {
        return new CheckpointOrigin(settled, model.layout(), engine.data().fingerprints(), kernels, exact);
    }

    /** A summary has a digest of all weights: it is made where somebody is told. */
    private static void finish(RunTrackers trackers, Supplier<Summary> summary) {
        if (!trackers.all().isEmpty()) {
            trackers.finished(summary.get(), Optional.empty());
        }
    }

    private TrainingResult withCheckpoints(
            RunEngine engine,
            List<TrainingListener> listeners,
            CheckpointStore store,
            CheckpointOrigin origin,
            Optional<SavedCheckpoint> newest) {
        CheckpointConfig cadence = config.training().checkpoint().every(checkpointEpochs * engine.stepsPerEpoch());
        try (BackgroundCheckpoints checkpoints = new BackgroundCheckpoints(store, cadence, origin, () -> NO_FILE)) {
            return run(engine, listeners, checkpoints, newest);
        }
    }

    private TrainingResult run(
            RunEngine engine,
            List<TrainingListener> listeners,
            Checkpoints checkpoints,
            Optional<SavedCheckpoint> newest) {
        StopWhereInterrupted stop = new StopWhereInterrupted();
        // The first to be told: the others could not send or write anything while the thread is marked.
        List<TrainingListener> told = new ArrayList<>(List.of(stop));
        told.addAll(listeners);
        stop.trainer = engine.trainer(told, checkpoints);
        try {
            return newest.isPresent()
                    ? stop.trainer.resume(newest.get().state(model.layout()))
                    : stop.trainer.run(StartingWeights.of(config, model, out));
        } catch (TrainingFailedException e) {
            if (e.soFar().status() == Status.STOPPED && e.soFar().steps() > 0) {
                tellInterrupted(e.soFar().steps());
                return e.soFar();
            }
            throw e;
        }
    }

    private void tellInterrupted(long step) {
        out.accept("interrupted after step " + step + "; what is kept is the best until then");
    }

    /** Takes the thread's mark away at once: what is to be tidied up would fail of it. */
    private final class StopWhereInterrupted implements TrainingListener {
        private Trainer trainer;

        @Override
        public void step(StepReport step) {
            if (Thread.interrupted()) {
                tellInterrupted(step.step());
                trainer.stop();
            }
        }

        @Override
        public void ended(TrainingResult result) {
            Thread.interrupted();
        }
    }
}
