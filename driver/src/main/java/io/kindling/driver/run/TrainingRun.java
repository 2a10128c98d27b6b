package io.kindling.driver.run;

import io.kindling.driver.ClusterException;
import io.kindling.driver.UserException;
import io.kindling.driver.checkpoint.BackgroundCheckpoints;
import io.kindling.driver.checkpoint.CheckpointOrigin;
import io.kindling.driver.checkpoint.CheckpointStore;
import io.kindling.driver.checkpoint.SavedCheckpoint;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Console;
import io.kindling.driver.report.LayerLine;
import io.kindling.driver.report.LayersCsv;
import io.kindling.driver.report.Ledger;
import io.kindling.driver.report.MetricsCsv;
import io.kindling.driver.report.MetricsLine;
import io.kindling.driver.report.ModelTable;
import io.kindling.driver.report.RunLines;
import io.kindling.driver.report.Summary;
import io.kindling.driver.report.html.Report;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.tracking.mlflow.MlflowTarget;
import io.kindling.driver.train.DivergedException;
import io.kindling.driver.train.Trainer;
import io.kindling.driver.train.TrainingFailedException;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Verdicts;
import io.kindling.driver.verdict.rule.Rules;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
     * @param directory where it is written; empty, or that of a run that goes on
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
     * @throws UserException if the data do not fit, or a run that goes on is not what it was; nothing has been written then
     * @throws io.kindling.driver.train.DivergedException if the loss stopped being a finite number; the best model so far is kept
     * @throws ClusterException if the cluster failed; the best model so far is kept, or else the last one
     */
    public Summary execute() {
        config.training().solver().demand();
        Optional<MlflowTarget> mlflow =
                RunTrackers.mlflow(config, directory.path().name());
        Beginning beginning = Beginning.of(directory, config, out);
        int shards = config.spark().shards().orElse(beginning.shards().orElseGet(cluster::slots));
        RunConfig settled = config.withShards(shards);
        beginning.checkpoint().ifPresent(checkpoint -> checkpoint.demandSettings(settled));
        int shareRows = (config.training().batchSize() + shards - 1) / shards;
        ModelTable.lines(model, memory, shareRows).forEach(out::println);
        float[] start = beginning.parameters(config, model, out);
        PreparedData data = cluster.prepare(config, model, shards);
        Optional<SavedCheckpoint> checkpoint = beginning.checkpoint();
        try (RunEngine engine = new RunEngine(settled, cluster, model, memory, data, out::println)) {
            checkpoint.ifPresent(found -> found.demandData(data.fingerprints()));
            directory.write(settled);
            directory.write(
                    RunEnvironment.FILE,
                    RunEnvironment.json(cluster.describe(), config.training().precision()));
            out.println(RunLines.rows(data));
            ValidationShare.warning(settled, data).ifPresent(out::println);
            config.training().sync().inexact().ifPresent(reason -> out.println("not exact: " + reason));
            try (RunTrackers trackers = RunTrackers.of(
                    settled,
                    model.layout(),
                    Optional.of(directory.tensorboard()),
                    mlflow,
                    Optional.of(directory.path()))) {
                return train(settled, engine, beginning.store(), checkpoint, start, trackers);
            } finally {
                report();
            }
        }
    }

    /** That it cannot be written, shall neither fail a run that is done nor hide why another failed. */
    private void report() {
        try {
            out.println("report: " + Report.write(directory.path()));
        } catch (IOException | RuntimeException e) {
            out.println("There is no report.html: " + e.getMessage());
        }
    }

    private Summary train(
            RunConfig settled,
            RunEngine engine,
            CheckpointStore store,
            Optional<SavedCheckpoint> checkpoint,
            float[] start,
            RunTrackers trackers) {
        String kernels = engine.job().kernels().fingerprint();
        boolean sameKernels = checkpoint.map(found -> found.isExact(kernels)).orElse(true);
        if (!sameKernels) {
            out.println(
                    "what computes here is not what computed until the checkpoint, or that was not all alike; the last"
                            + " bits of the weights may differ from those of a run without an end between");
        }
        boolean exact = engine.isExact() && sameKernels;
        Ledger ledger = new Ledger();
        RunResult run = new RunResult(settled, directory, engine, exact, ledger, out);
        CheckpointOrigin origin =
                new CheckpointOrigin(settled, model.layout(), engine.data().fingerprints(), kernels, exact);
        int logged = config.training().logEverySteps();
        List<LayerLine> watched = watched(checkpoint);
        Verdicts verdicts = verdicts(engine, checkpoint, watched);
        List<Consumer<MetricsLine>> readers = new ArrayList<>(List.of(verdicts::add));
        readers.addAll(trackers.all());
        try (MetricsCsv csv = new MetricsCsv(
                        directory.metrics(),
                        logged,
                        engine.figures(),
                        checkpoint.map(SavedCheckpoint::metrics),
                        readers);
                LayersCsv layers = new LayersCsv(directory.layers(), watched, verdicts::add);
                BackgroundCheckpoints checkpoints =
                        new BackgroundCheckpoints(store, config.training().checkpoint(), origin, csv::history)) {
            List<TrainingListener> listeners =
                    new ArrayList<>(List.of(new Console(out, columns), csv, layers, verdicts, ledger));
            // Who looks at the run while it goes on sees what is known of it.
            listeners.add(TrainingListener.onValidation(report -> directory.write(Verdicts.FILE, verdicts.json())));
            listeners.addAll(trackers.all());
            listeners.addAll(furtherListeners);
            trainer = engine.trainer(listeners, checkpoints);
            if (stopped) {
                trainer.stop();
            }
            Summary summary = run.finish(checkpoint.isPresent() ? resume(checkpoint.get()) : start(engine, start));
            directory.write(Verdicts.FILE, verdicts.json());
            trackers.finished(summary, directory.savedModel());
            return summary;
        } catch (TrainingFailedException e) {
            if (e.reason() instanceof DivergedException) {
                verdicts.diverged();
            }
            directory.write(Verdicts.FILE, verdicts.json());
            keep(run, e, trackers);
            throw e.reason() instanceof ClusterException failure ? withWayOn(failure, store) : e.reason();
        }
    }

    /** That not even this can be done, shall not hide why training failed. */
    private void keep(RunResult run, TrainingFailedException failure, RunTrackers trackers) {
        try {
            trackers.finished(run.failed(failure), directory.savedModel());
        } catch (RuntimeException e) {
            failure.reason().addSuppressed(e);
        }
    }

    private ClusterException withWayOn(ClusterException failure, CheckpointStore store) {
        String where;
        try {
            where = store.newest(damage -> out.println(damage + "; trying the one before"))
                    .map(checkpoint -> "goes on after step " + checkpoint.step())
                    .orElse("begins anew, as there is no checkpoint");
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            where = "goes on from its last checkpoint, if there is one";
        }
        return new ClusterException(
                failure.getMessage() + " The run " + where + " by: train --resume --run-dir " + directory.path(),
                failure);
    }

    private TrainingResult start(RunEngine engine, float[] parameters) {
        engine.augmentationSheet(parameters).ifPresent(png -> {
            directory.write(AugmentationSheet.FILE, png);
            out.println("augmented rows: " + directory.path().resolve(AugmentationSheet.FILE));
        });
        return trainer.run(parameters);
    }

    private TrainingResult resume(SavedCheckpoint checkpoint) {
        return trainer.resume(checkpoint.state(model.layout()));
    }

    /** Where a run goes on, what was watched until the checkpoint. */
    private List<LayerLine> watched(Optional<SavedCheckpoint> checkpoint) {
        try {
            return checkpoint.isPresent()
                    ? LayersCsv.read(directory.layers(), checkpoint.get().step())
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Verdicts verdicts(RunEngine engine, Optional<SavedCheckpoint> checkpoint, List<LayerLine> watched) {
        History history = new History(engine.task());
        checkpoint.ifPresent(found -> MetricsCsv.read(found.metrics().lines()).forEach(history::add));
        history.add(watched);
        return new Verdicts(history, Rules::judge, engine::neverPredicted, out::println);
    }
}
