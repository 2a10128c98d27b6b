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
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A network with its parameters and what turns rows into its features: what is behind a model of this package. Immutable. A copy that
 * was serialised, as in the closure of a user's function, predicts single rows only.
 */
final class TrainedNetwork implements Serializable {
    private static final long serialVersionUID = 1;

    private final Model model;
    private final SingleRows singleRows;
    private final Scaling targetScaling;
    private final ArrayList<String> classes;
    private final int width;
    private final transient StoredModel stored;
    private final transient FeaturePipeline pipeline;
    private final transient Scoring scoring;

    TrainedNetwork(String name, ModelConfig config, float[] parameters, FeaturePipeline pipeline) {
        this(new StoredModel(name, config, parameters), pipeline);
    }

    private TrainedNetwork(StoredModel stored, FeaturePipeline pipeline) {
        this.model = stored.model();
        this.singleRows = new SingleRows(model, stored.parameters(), pipeline.featureScaling());
        this.targetScaling = pipeline.targetScaling();
        this.classes = new ArrayList<>(pipeline.classes());
        this.width = pipeline.width();
        this.stored = stored;
        this.pipeline = pipeline;
        this.scoring = new Scoring(model, stored.parameters());
    }

    /**
     * Reads what {@link #save} wrote.
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
        whole(stored).save(Location.of(path).resolve("model"), pipeline);
    }

    /** This network with names for its classes. */
    TrainedNetwork naming(List<String> names) {
        return new TrainedNetwork(whole(stored), pipeline.naming(names));
    }

    Model model() {
        return model;
    }

    float[] parameters() {
        return singleRows.parameters();
    }

    Scaling targetScaling() {
        return targetScaling;
    }

    /** Numbers in a row of features. */
    int width() {
        return width;
    }

    /** The classes' names; empty if they have none. */
    List<String> classes() {
        return List.copyOf(classes);
    }

    /** Rows one at a time, in memory that is kept. */
    SingleRows singleRows() {
        return singleRows;
    }

    /** Rows with further columns; the parameters stay on the executors for the next. */
    Dataset<Row> transform(Dataset<Row> rows, ScoringParams<?> stage, PredictionColumns columns) {
        return whole(scoring).transform(rows, reading(rows, stage), columns);
    }

    /** The pipeline that reads a stage's features of rows. */
    FeaturePipeline reading(Dataset<Row> rows, ScoringParams<?> stage) {
        List<String> features = new FrameSchema(rows.schema()).features(stage);
        return whole(pipeline).over(rows.schema(), features, invalid(stage));
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

    private static <T> T whole(T part) {
        if (part == null) {
            throw new IllegalStateException(
                    "This copy of a model was sent to where it is used; it predicts single rows,"
                            + " but transforms, evaluates and saves nothing. Use the model itself.");
        }
        return part;
    }
}
