package io.kindling.ml;

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
        implements TrainedModel<NeuralNetworkRegressionModel>,
                ScoringParams<NeuralNetworkRegressionModel>,
                DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private String uid;
    private StageState state;

    /** A model without a network, for {@code copy} and {@code load}. */
    public NeuralNetworkRegressionModel(String uid) {
        this(StageUid.hold(uid));
    }

    private NeuralNetworkRegressionModel(StageUid held) {
        uid = held.settled();
        state();
    }

    NeuralNetworkRegressionModel(String uid, TrainedNetwork network, Optional<TrainingSummary> summary) {
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

    /** The number for one row; {@code transform} is much faster for many. */
    @Override
    public double predict(Vector features) {
        NumberColumn column = columns();
        return state.network().singleRows().predicted(features, output -> column.number(output, 0));
    }

    @Override
    public void registerUdf(SparkSession session, String name) {
        Score.ofNumbers(state.network().singleRows(), columns()).register(session, name);
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
    public NeuralNetworkRegressionModel copy(ParamMap extra) {
        NeuralNetworkRegressionModel copy = new NeuralNetworkRegressionModel(uid(), state.network(), state.summary());
        return copyValues(copy, extra).setParent(parent());
    }

    /** Writes the model as {@code kindling predict} and {@code kindling evaluate} read it, too. */
    @Override
    public MLWriter write() {
        return new NetworkWriter(DefaultParamsWritable.super.write(), state.network());
    }

    /** What was saved, for {@code load}. */
    public static MLReader<NeuralNetworkRegressionModel> read() {
        return new NetworkReader<>((empty, network) -> {
            empty.state.hold(network, Optional.empty());
            return empty;
        });
    }

    /** What was saved in a directory. */
    public static NeuralNetworkRegressionModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return state.described(this);
    }

    private NumberColumn columns() {
        return new NumberColumn(getPredictionCol(), state.network().targetScaling());
    }
}
