package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.run.Fit;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.train.TrainingFailedException;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult;
import io.kindling.kernels.model.Model;
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
 * @param settings of the estimator
 * @param classes the label's names, if it has any
 * @param listeners told of steps and validations
 */
record Training(EstimatorConfig settings, Optional<List<String>> classes, List<TrainingListener> listeners) {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    /** What came of it. */
    record Outcome(TrainedNetwork network, TrainingSummary summary) {}

    /**
     * Trains.
     *
     * @throws UserException if the parameters or the rows will not do
     * @throws io.kindling.driver.ClusterException if the cluster failed
     * @throws io.kindling.driver.train.DivergedException if the loss stopped being a finite number
     */
    Outcome fit(Dataset<Row> rows) {
        try {
            return train(rows);
        } catch (UserException e) {
            throw ParameterNames.translated(e);
        }
    }

    private Outcome train(Dataset<Row> rows) {
        RunConfig first = settings.config(1);
        Model model = first.model().model();
        SparkCluster cluster = SparkCluster.of(rows.sparkSession());
        int shards = first.spark().shards().orElse(cluster.slots());
        PreparedData data = cluster.prepare(first, model, shards, rows);
        int batchSize = first.training().batchSize();
        long stepsPerEpoch = (data.train().rows() + batchSize - 1) / batchSize;
        RunConfig config = settings.config(stepsPerEpoch).withShards(shards);
        TrainingHistory history = new TrainingHistory();
        TrainingResult result = run(new Fit(config, cluster, LOG::warn), data, told(history));
        FeaturePipeline pipeline = classes.map(data.pipeline()::naming).orElse(data.pipeline());
        return new Outcome(
                new TrainedNetwork(config.name(), config.model(), result.parameters(), pipeline),
                new TrainingSummary(result, history));
    }

    private static TrainingResult run(Fit fit, PreparedData data, List<TrainingListener> told) {
        try {
            return fit.run(data, told);
        } catch (TrainingFailedException e) {
            throw e.reason();
        }
    }

    private List<TrainingListener> told(TrainingHistory history) {
        List<TrainingListener> told = new ArrayList<>(List.of(history));
        told.addAll(listeners);
        return told;
    }
}
