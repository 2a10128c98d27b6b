package io.kindling.ml;

import io.kindling.kernels.model.Model;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A trained regression. {@code transform} adds {@code prediction}, in the label's own units, to rows, in batches or as a stream,
 * chunk by chunk through native products.
 */
public final class NeuralNetworkRegressionModel extends RegressionModel<Vector, NeuralNetworkRegressionModel>
        implements ScoringParams<NeuralNetworkRegressionModel>, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private String uid;
    private StageParams params;
    private TrainedNetwork network;
    private transient TrainingSummary summary;

    /** A model without a network, for {@code copy} and {@code load}. */
    public NeuralNetworkRegressionModel(String uid) {
        this(StageUid.hold(uid));
    }

    private NeuralNetworkRegressionModel(StageUid held) {
        uid = held.settled();
        paramSet();
    }

    NeuralNetworkRegressionModel(String uid, TrainedNetwork network, Optional<TrainingSummary> summary) {
        this(uid);
        this.network = network;
        this.summary = summary.orElse(null);
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = StageUid.pending();
        }
        return uid;
    }

    @Override
    public Object paramSet() {
        if (params == null) {
            params = StageParams.ofModel(this);
        }
        return params;
    }

    /** The number for one row; {@code transform} is much faster for many. */
    @Override
    public double predict(Vector features) {
        NumberColumn column = columns();
        return network.singleRows().predicted(features, output -> column.number(output, 0));
    }

    /**
     * Makes the model a function of SQL: {@code SELECT score(features) FROM …}, where the features are a vector or an array of
     * numbers.
     *
     * @param name of the function, in the active session
     */
    public void registerUdf(String name) {
        registerUdf(SparkSession.active(), name);
    }

    /** As the other, in a session. */
    public void registerUdf(SparkSession session, String name) {
        Score.ofNumbers(network.singleRows(), columns()).register(session, name);
    }

    /** The network: its layers and loss. */
    public Model network() {
        return network.model();
    }

    /** Its parameters, as {@code network().layout()} lays them out; a copy. */
    public float[] parameters() {
        return network.parameters().clone();
    }

    /** Whether there is a {@link #summary}: not of a model that was read. */
    public boolean hasSummary() {
        return summary != null;
    }

    /**
     * How training went.
     *
     * @throws IllegalStateException if the model was read
     */
    public TrainingSummary summary() {
        if (summary == null) {
            throw new IllegalStateException("No training summary available for this "
                    + getClass().getSimpleName() + "; it is there after fit, and is not saved.");
        }
        return summary;
    }

    /** {@code loss} and metrics on labelled rows, by name; the label's column is that of training. */
    public Map<String, Double> evaluate(Dataset<?> dataset) {
        return network.evaluate(dataset.toDF(), this);
    }

    /**
     * The activations of a layer as features.
     *
     * @param layer its place, such as {@code layers.2}; see {@link NeuralNetworkEmbeddingModel}
     */
    public NeuralNetworkEmbeddingModel embedding(String layer) {
        NeuralNetworkEmbeddingModel model = new NeuralNetworkEmbeddingModel(network);
        model.setOutputLayer(layer);
        model.setHandleInvalid(getHandleInvalid());
        if (isSet(featuresCols())) {
            model.setFeaturesCols(getFeaturesCols());
        }
        return model.setFeaturesCol(getFeaturesCol());
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Dataset<Row> rows = dataset.toDF();
        return network.transform(rows, this, columns());
    }

    /**
     * Checks columns, without a job.
     *
     * @throws io.kindling.driver.UserException if they will not do
     */
    @Override
    public StructType transformSchema(StructType schema) {
        new FrameSchema(schema).features(this);
        return columns().addTo(schema);
    }

    @Override
    public int numFeatures() {
        return network.width();
    }

    @Override
    public NeuralNetworkRegressionModel copy(ParamMap extra) {
        NeuralNetworkRegressionModel copy =
                new NeuralNetworkRegressionModel(uid(), network, Optional.ofNullable(summary));
        return copyValues(copy, extra).setParent(parent());
    }

    /** Writes the model as {@code kindling predict} and {@code kindling evaluate} read it, too. */
    @Override
    public MLWriter write() {
        return new NetworkWriter(DefaultParamsWritable.super.write(), network);
    }

    /** What was saved, for {@code load}. */
    public static MLReader<NeuralNetworkRegressionModel> read() {
        return new NetworkReader<>((empty, network) -> {
            empty.network = network;
            return empty;
        });
    }

    /** What was saved in a directory. */
    public static NeuralNetworkRegressionModel load(String path) {
        return read().load(path);
    }

    private NumberColumn columns() {
        return new NumberColumn(getPredictionCol(), network.targetScaling());
    }
}
