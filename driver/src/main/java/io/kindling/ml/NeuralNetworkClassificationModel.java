package io.kindling.ml;

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
        implements TrainedModel<NeuralNetworkClassificationModel>,
                ScoringParams<NeuralNetworkClassificationModel>,
                DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private String uid;
    private StageState state;

    /** A model without a network, for {@code copy} and {@code load}. */
    public NeuralNetworkClassificationModel(String uid) {
        this(StageUid.hold(uid));
    }

    private NeuralNetworkClassificationModel(StageUid held) {
        uid = held.settled();
        state();
    }

    NeuralNetworkClassificationModel(String uid, TrainedNetwork network, Optional<TrainingSummary> summary) {
        this(uid);
        state.hold(network, summary);
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = StageUid.pending();
        }
        return uid;
    }

    @Override
    public Object state() {
        if (state == null) {
            state = StageState.ofModel(this);
        }
        return state;
    }

    @Override
    public int numClasses() {
        return ClassTargets.count(network());
    }

    /** The classes' names, in the order of their indices; empty if they have none. */
    public String[] labels() {
        return state.network().classes().toArray(String[]::new);
    }

    /** The network's own outputs for one row; {@code transform} is much faster for many. */
    @Override
    public Vector predictRaw(Vector features) {
        ClassColumns columns = columns();
        return state.network().singleRows().raw(features, output -> Vectors.dense(columns.raw(output, 0)));
    }

    /** The classes' probabilities for one row. */
    @Override
    public Vector predictProbability(Vector features) {
        ClassColumns columns = columns();
        return state.network()
                .singleRows()
                .predicted(features, output -> Vectors.dense(columns.probabilities(output, 0)));
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
        boolean binary = network().output().size() == 1;
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

    @Override
    public void registerUdf(SparkSession session, String name) {
        Score.ofClasses(state.network().singleRows(), columns()).register(session, name);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Dataset<Row> rows = dataset.toDF();
        return state.network().transform(rows, this, columns());
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
        return state.network().width();
    }

    @Override
    public NeuralNetworkClassificationModel copy(ParamMap extra) {
        NeuralNetworkClassificationModel copy =
                new NeuralNetworkClassificationModel(uid(), state.network(), state.summary());
        return copyValues(copy, extra).setParent(parent());
    }

    /** Writes the model as {@code kindling predict} and {@code kindling evaluate} read it, too. */
    @Override
    public MLWriter write() {
        return new NetworkWriter(DefaultParamsWritable.super.write(), state.network());
    }

    /** What was saved, for {@code load}. */
    public static MLReader<NeuralNetworkClassificationModel> read() {
        return new NetworkReader<>((empty, network) -> {
            empty.state.hold(network, Optional.empty());
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

    @Override
    public String toString() {
        return state.described(this);
    }

    private ClassColumns columns() {
        return new ClassColumns(
                getRawPredictionCol(),
                getProbabilityCol(),
                getPredictionCol(),
                numClasses(),
                state.network().classes(),
                isSet(thresholds()) ? getThresholds() : new double[0]);
    }
}
