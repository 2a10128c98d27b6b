package io.kindling.ml;

import io.kindling.kernels.model.Model;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.Tuple3;

/**
 * A trained classifier. {@code transform} adds {@code rawPrediction} (the network's own outputs, such as logits), {@code
 * probability} and {@code prediction} to rows, in batches or as a stream, chunk by chunk through native products.
 */
public final class NeuralNetworkClassificationModel
        extends ProbabilisticClassificationModel<Vector, NeuralNetworkClassificationModel>
        implements ScoringParams<NeuralNetworkClassificationModel>, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private String uid;
    private StageParams params;
    private TrainedNetwork network;
    private transient TrainingSummary summary;

    /** A model without a network, for {@code copy} and {@code load}. */
    public NeuralNetworkClassificationModel(String uid) {
        this(StageUid.hold(uid));
    }

    private NeuralNetworkClassificationModel(StageUid held) {
        uid = held.settled();
        paramSet();
    }

    NeuralNetworkClassificationModel(String uid, TrainedNetwork network, Optional<TrainingSummary> summary) {
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

    @Override
    public int numClasses() {
        return ClassTargets.count(network.model());
    }

    /** The classes' names, in the order of their indices; empty if they have none. */
    public String[] labels() {
        return network.classes().toArray(String[]::new);
    }

    /** The network's own outputs for one row; {@code transform} is much faster for many. */
    @Override
    public Vector predictRaw(Vector features) {
        ClassColumns columns = columns();
        return network.singleRows().raw(features, output -> Vectors.dense(columns.raw(output, 0)));
    }

    /** The classes' probabilities for one row. */
    @Override
    public Vector predictProbability(Vector features) {
        ClassColumns columns = columns();
        return network.singleRows().predicted(features, output -> Vectors.dense(columns.probabilities(output, 0)));
    }

    /** The likeliest class' index for one row, by the thresholds if there are any. */
    @Override
    public double predict(Vector features) {
        return columns().predict(predictProbability(features).toArray());
    }

    /** Not of use here: probabilities come from the network's loss. */
    @Override
    public Vector raw2probabilityInPlace(Vector rawPrediction) {
        double[] numbers = rawPrediction.toArray();
        double highest = Double.NEGATIVE_INFINITY;
        boolean binary = network.model().output().size() == 1;
        for (double number : numbers) {
            highest = Math.max(highest, number);
        }
        double sum = 0;
        for (int c = 0; c < numbers.length; c++) {
            // A network with one output says -z and z of its classes, of which the probability is sigmoid(z).
            numbers[c] = binary ? 1 / (1 + StrictMath.exp(-numbers[c])) : StrictMath.exp(numbers[c] - highest);
            sum += numbers[c];
        }
        for (int c = 0; c < numbers.length; c++) {
            numbers[c] /= sum;
        }
        return Vectors.dense(numbers);
    }

    /**
     * Makes the model a function of SQL: {@code SELECT score(features).prediction, score(features).probability FROM …}, where the
     * features are a vector or an array of numbers.
     *
     * @param name of the function, in the active session
     */
    public void registerUdf(String name) {
        registerUdf(SparkSession.active(), name);
    }

    /** As the other, in a session. */
    public void registerUdf(SparkSession session, String name) {
        Score.ofClasses(network.singleRows(), columns()).register(session, name);
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
    public NeuralNetworkClassificationModel copy(ParamMap extra) {
        NeuralNetworkClassificationModel copy =
                new NeuralNetworkClassificationModel(uid(), network, Optional.ofNullable(summary));
        return copyValues(copy, extra).setParent(parent());
    }

    /** Writes the model as {@code kindling predict} and {@code kindling evaluate} read it, too. */
    @Override
    public MLWriter write() {
        return new NetworkWriter(DefaultParamsWritable.super.write(), network);
    }

    /** What was saved, for {@code load}. */
    public static MLReader<NeuralNetworkClassificationModel> read() {
        return new NetworkReader<>((empty, network) -> {
            empty.network = network;
            return empty;
        });
    }

    /** What was saved in a directory. */
    public static NeuralNetworkClassificationModel load(String path) {
        return read().load(path);
    }

    /** For MLlib's own summaries, which this model does not make. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Tuple3 findSummaryModel() {
        return new Tuple3<>(this, getProbabilityCol(), getPredictionCol());
    }

    private ClassColumns columns() {
        return new ClassColumns(
                getRawPredictionCol(),
                getProbabilityCol(),
                getPredictionCol(),
                numClasses(),
                network.classes(),
                isSet(thresholds()) ? getThresholds() : new double[0]);
    }
}
