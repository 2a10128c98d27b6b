package io.kindling.driver.run;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.Summary;
import io.kindling.driver.tracking.Tracker;
import io.kindling.driver.tracking.mlflow.Mlflow;
import io.kindling.driver.tracking.mlflow.MlflowTarget;
import io.kindling.driver.tracking.tensorboard.TensorBoard;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs beside Kindling that are told of a run.
 *
 * @param directory of the run
 */
record RunTrackers(RunDirectory directory, List<Tracker> all) implements AutoCloseable {
    /**
     * Those that the settings name.
     *
     * @param config with the number of shards settled
     */
    static RunTrackers of(
            RunConfig config, RunDirectory directory, ParameterLayout layout, Optional<MlflowTarget> mlflow) {
        List<Tracker> all = new ArrayList<>();
        if (config.tracking().tensorboard().scalars()) {
            all.add(new TensorBoard(
                    directory.tensorboard(),
                    layout,
                    config.tracking().tensorboard().histograms(),
                    config.training().validateEverySteps()));
        }
        mlflow.ifPresent(target -> all.add(new Mlflow(target, config, directory.path())));
        return new RunTrackers(directory, List.copyOf(all));
    }

    /**
     * Where MLflow is, if it is to be told: looked at before any row is read.
     *
     * @throws io.kindling.driver.UserException if no server is named
     */
    static Optional<MlflowTarget> mlflow(RunConfig config, RunDirectory directory) {
        return config.tracking()
                .mlflow()
                .map(mlflow ->
                        MlflowTarget.of(mlflow, config.name(), directory.path().name(), System.getenv()));
    }

    /** The summary was written. */
    void finished(Summary summary) {
        Optional<Location> model = Optional.of(directory.model()).filter(RunTrackers::exists);
        all.forEach(tracker -> tracker.finished(summary, model));
    }

    /** The run itself is done: a store that does not answer now shall not fail it. */
    private static boolean exists(Location location) {
        try {
            return location.exists();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        all.forEach(Tracker::close);
    }
}
