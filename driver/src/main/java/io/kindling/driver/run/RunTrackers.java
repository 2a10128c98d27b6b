package io.kindling.driver.run;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.Summary;
import io.kindling.driver.tracking.Tracker;
import io.kindling.driver.tracking.mlflow.Mlflow;
import io.kindling.driver.tracking.mlflow.MlflowTarget;
import io.kindling.driver.tracking.tensorboard.TensorBoard;
import io.kindling.kernels.parameter.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs beside Kindling that are told of a run, or of an estimator's fit. */
record RunTrackers(List<Tracker> all) implements AutoCloseable {
    /**
     * Those that are to be told.
     *
     * @param config with the number of shards settled
     * @param tensorBoard where event files go, unless the settings want none; empty where there are none
     * @param mlflow where MLflow is; empty if it is told nothing
     * @param directory of the run; empty for a fit, which has none
     */
    static RunTrackers of(
            RunConfig config,
            ParameterLayout layout,
            Optional<Location> tensorBoard,
            Optional<MlflowTarget> mlflow,
            Optional<Location> directory) {
        List<Tracker> all = new ArrayList<>();
        tensorBoard
                .filter(place -> config.tracking().tensorboard().scalars())
                .ifPresent(place -> all.add(new TensorBoard(
                        place,
                        layout,
                        config.tracking().tensorboard().histograms(),
                        config.training().validateEverySteps())));
        mlflow.ifPresent(target -> all.add(new Mlflow(target, config, directory)));
        return new RunTrackers(List.copyOf(all));
    }

    /**
     * Where MLflow is, if it is to be told: looked at before any row is read.
     *
     * @param name what the run is called there, unless the settings say so
     * @throws io.kindling.driver.UserException if no server is named
     */
    static Optional<MlflowTarget> mlflow(RunConfig config, String name) {
        return config.tracking().mlflow().map(mlflow -> MlflowTarget.of(mlflow, config.name(), name, System.getenv()));
    }

    /**
     * All is done.
     *
     * @param model where it was saved; empty if it was not
     */
    void finished(Summary summary, Optional<Location> model) {
        all.forEach(tracker -> tracker.finished(summary, model));
    }

    @Override
    public void close() {
        all.forEach(Tracker::close);
    }
}
