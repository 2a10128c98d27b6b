package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.run.Fit;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.train.TrainingFailedException;
import io.kindling.driver.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An estimator's {@code fit}. A thread that is interrupted meanwhile, as a notebook's cell is, gets the best model so far.
 *
 * @param params of the estimator
 * @param config what they say
 */
record Training(TrainingParams<?> params, RunConfig config) {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    /** What came of it. */
    record Outcome(TrainedNetwork network, TrainingSummary summary) {}

    /**
     * Trains.
     *
     * @throws UserException if the rows will not do
     * @throws io.kindling.driver.ClusterException if the cluster failed
     * @throws io.kindling.driver.train.DivergedException if the loss stopped being a finite number
     */
    Outcome fit(Dataset<Row> rows) {
        SparkCluster cluster = SparkCluster.of(rows.sparkSession());
        TrainingHistory history = new TrainingHistory();
        List<TrainingListener> told = new ArrayList<>(List.of(history));
        told.addAll(((StageState) params.state()).listeners());
        Optional<Location> tensorBoard = params.names(params.tensorBoardDir())
                ? Optional.of(Location.of(params.getTensorBoardDir()))
                : Optional.empty();
        try {
            Fit.Outcome outcome = new Fit(config, params.getCheckpointInterval(), tensorBoard, cluster, this::warn)
                    .run(shards -> cluster.prepare(config, config.model().model(), shards, rows), told);
            float[] parameters = outcome.result().parameters();
            return new Outcome(
                    new TrainedNetwork(config.name(), config.model(), parameters, outcome.pipeline()),
                    new TrainingSummary(outcome.result(), history));
        } catch (UserException e) {
            throw ParameterNames.translated(e);
        } catch (TrainingFailedException e) {
            throw e.reason();
        }
    }

    private void warn(String message) {
        LOG.warn("{}: {}", config.name(), ParameterNames.translated(message));
    }
}
