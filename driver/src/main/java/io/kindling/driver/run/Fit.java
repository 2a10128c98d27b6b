package io.kindling.driver.run;

import io.kindling.driver.checkpoint.BackgroundCheckpoints;
import io.kindling.driver.checkpoint.CheckpointOrigin;
import io.kindling.driver.checkpoint.CheckpointStore;
import io.kindling.driver.checkpoint.SavedCheckpoint;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.exchange.StartingWeights;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsHistory;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.train.Checkpoints;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.Trainer;
import io.kindling.driver.train.TrainingFailedException;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Training on rows that are prepared already, without a run directory: what an estimator's {@code fit} does. A thread that is
 * interrupted meanwhile, as a notebook's cell is, gets the best parameters until then, and is no longer marked as interrupted.
 */
public final class Fit {
    private static final MetricsHistory NO_FILE = new MetricsHistory(new byte[0], 0, 0, 0, 0, 0);

    private final RunConfig config;
    private final SparkCluster cluster;
    private final Model model;
    private final Consumer<String> out;
    private volatile Trainer trainer;
    private volatile boolean stopped;

    /**
     * Training that is yet to begin.
     *
     * @param config with its number of shards settled
     * @param out told what is out of the ordinary
     */
    public Fit(RunConfig config, SparkCluster cluster, Consumer<String> out) {
        this.config = config;
        this.cluster = cluster;
        this.model = config.model().model();
        this.out = out;
    }

    /** Asks for an end after the step at hand; any thread may ask. The best parameters so far are kept. */
    public void stop() {
        stopped = true;
        if (trainer != null) {
            trainer.stop();
        }
    }

    /**
     * Trains, and frees the rows. Where checkpoints have a directory, goes on from the newest in it.
     *
     * @throws io.kindling.driver.UserException if that checkpoint is of other settings or rows
     * @throws TrainingFailedException if training did not come to an end; it brings what it had given until then
     */
    public TrainingResult run(PreparedData data, List<TrainingListener> listeners) {
        MemoryPlan memory = MemoryPlan.of(model, config.training().augmentations());
        try (RunEngine engine = new RunEngine(config, cluster, model, memory, data, out)) {
            Optional<String> directory = config.training().checkpoint().directory();
            return directory.isPresent()
                    ? withCheckpoints(engine, listeners, Location.of(directory.get()))
                    : run(engine, listeners, Checkpoints.NONE, Optional.empty());
        }
    }

    private TrainingResult withCheckpoints(RunEngine engine, List<TrainingListener> listeners, Location directory) {
        CheckpointStore store = new CheckpointStore(directory);
        Optional<SavedCheckpoint> newest = store.newest(damage -> out.accept(damage + "; trying the one before"));
        newest.ifPresent(checkpoint -> {
            checkpoint.demandSettings(config);
            checkpoint.demandData(engine.data().fingerprints());
        });
        String kernels = Kernels.best().fingerprint();
        CheckpointOrigin origin =
                new CheckpointOrigin(config, model.layout(), engine.data().fingerprints(), kernels, engine.isExact());
        try (BackgroundCheckpoints checkpoints =
                new BackgroundCheckpoints(store, config.training().checkpoint(), origin, () -> NO_FILE)) {
            return run(engine, listeners, checkpoints, newest);
        }
    }

    private TrainingResult run(
            RunEngine engine,
            List<TrainingListener> listeners,
            Checkpoints checkpoints,
            Optional<SavedCheckpoint> newest) {
        List<TrainingListener> told = new ArrayList<>(listeners);
        told.add(stoppingWhereInterrupted());
        trainer = engine.trainer(told, checkpoints);
        if (stopped) {
            trainer.stop();
        }
        try {
            return newest.isPresent()
                    ? trainer.resume(newest.get().state(model.layout()))
                    : trainer.run(StartingWeights.of(config, model, out));
        } catch (TrainingFailedException e) {
            if (wasInterrupted(e) && e.soFar().steps() > 0) {
                out.accept("interrupted after step " + e.soFar().steps() + "; what is kept is the best until then");
                return e.soFar().stopped();
            }
            throw e;
        }
    }

    /** The mark is taken away at once: what is to be tidied up would fail of it. */
    private TrainingListener stoppingWhereInterrupted() {
        return new TrainingListener() {
            @Override
            public void step(StepReport step) {
                if (Thread.interrupted()) {
                    out.accept("interrupted after step " + step.step() + "; what is kept is the best until then");
                    stop();
                }
            }
        };
    }

    private static boolean wasInterrupted(Throwable failure) {
        boolean interrupted = Thread.interrupted();
        for (Throwable cause = failure; cause != null && !interrupted; cause = cause.getCause()) {
            interrupted = cause instanceof InterruptedException;
        }
        return interrupted;
    }
}
