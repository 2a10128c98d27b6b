package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.ModelConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.run.ModelEvaluation;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.predict.PredictionColumns;
import io.kindling.driver.spark.predict.Scoring;
import io.kindling.driver.store.StoredModel;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Scaling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A network with its parameters and what turns rows into its features: what is behind a model of this package. Immutable. */
final class TrainedNetwork {
    private final StoredModel stored;
    private final Model model;
    private final FeaturePipeline pipeline;
    private final Scoring scoring;
    private final SingleRows singleRows;

    TrainedNetwork(String name, ModelConfig config, float[] parameters, FeaturePipeline pipeline) {
        this(new StoredModel(name, config, parameters), pipeline);
    }

    private TrainedNetwork(StoredModel stored, FeaturePipeline pipeline) {
        this.stored = stored;
        this.model = stored.model();
        this.pipeline = pipeline;
        this.scoring = new Scoring(model, stored.parameters());
        this.singleRows = new SingleRows(model, stored.parameters(), pipeline.featureScaling());
    }

    /**
     * Reads what {@link #save} wrote, or the model of a run.
     *
     * @throws UserException if there is none, or it is damaged
     */
    static TrainedNetwork load(SparkSession session, String path) {
        Location directory = StoredModel.directory(Location.of(path));
        StoredModel stored = StoredModel.load(directory);
        return new TrainedNetwork(stored, SparkCluster.of(session).pipeline(directory, stored.model()));
    }

    /** Writes {@code model/} in a directory, as a run's directory has it. */
    void save(String path) {
        stored.save(Location.of(path).resolve("model"), pipeline);
    }

    /** This network with names for its classes. */
    TrainedNetwork naming(List<String> classes) {
        return new TrainedNetwork(stored, pipeline.naming(classes));
    }

    Model model() {
        return model;
    }

    float[] parameters() {
        return stored.parameters();
    }

    Scaling targetScaling() {
        return pipeline.targetScaling();
    }

    /** Numbers in a row of features. */
    int width() {
        return pipeline.width();
    }

    /** The classes' names; empty if they have none. */
    List<String> classes() {
        return pipeline.classes();
    }

    /** Rows one at a time, in memory that is kept. */
    SingleRows singleRows() {
        return singleRows;
    }

    /** Rows with further columns; the parameters stay on the executors for the next. */
    Dataset<Row> transform(Dataset<Row> rows, ScoringParams<?> stage, PredictionColumns columns) {
        return scoring.transform(rows, reading(rows, stage), columns);
    }

    /** The pipeline that reads a stage's features of rows. */
    FeaturePipeline reading(Dataset<Row> rows, ScoringParams<?> stage) {
        List<String> features = new FrameSchema(rows.schema()).features(stage);
        return pipeline.over(rows.schema(), features, invalid(stage));
    }

    /** Loss and metrics on labelled rows, by name. */
    Map<String, Double> evaluate(Dataset<Row> rows, ScoringParams<?> stage) {
        SparkCluster cluster = SparkCluster.of(rows.sparkSession());
        FeaturePipeline reading = reading(rows, stage);
        try {
            return ModelEvaluation.figures(cluster, stored, reading, cluster.read(rows, reading));
        } catch (UserException e) {
            throw ParameterNames.translated(e);
        }
    }

    private static Invalid invalid(ScoringParams<?> stage) {
        return Invalid.valueOf(stage.getHandleInvalid().toUpperCase(Locale.ROOT));
    }
}
