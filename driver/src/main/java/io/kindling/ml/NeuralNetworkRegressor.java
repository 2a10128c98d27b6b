package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.kernels.shard.Scaling;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Learns a number, by a neural network: an estimator as any of Spark ML's. The last layer has one output. The default loss is mean
 * squared error; by default the network learns the label standardised, and predicts it in its own units.
 *
 * <pre>{@code
 * NeuralNetworkRegressionModel model = new NeuralNetworkRegressor()
 *         .setLayers(26, 64, 64, 1)
 *         .setStandardization(true)
 *         .setLabelCol("price")
 *         .fit(diamonds);
 * }</pre>
 */
public final class NeuralNetworkRegressor
        extends Regressor<Vector, NeuralNetworkRegressor, NeuralNetworkRegressionModel>
        implements TrainingParams<NeuralNetworkRegressor>, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private String uid;
    private StageState state;
    private BooleanParam standardizeLabel;

    /** An estimator with a uid of its own. */
    public NeuralNetworkRegressor() {
        this(Identifiable$.MODULE$.randomUID("neuralNetworkRegressor"));
    }

    /** An estimator with this uid. */
    public NeuralNetworkRegressor(String uid) {
        this(StageUid.hold(uid));
    }

    private NeuralNetworkRegressor(StageUid held) {
        uid = held.settled();
        state();
        standardizeLabel();
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
            state = StageState.ofEstimator(this);
        }
        return state;
    }

    /** Whether the network learns the label standardised; default true. Predictions are in the label's own units either way. */
    public BooleanParam standardizeLabel() {
        if (standardizeLabel == null) {
            standardizeLabel = new BooleanParam(
                    this,
                    "standardizeLabel",
                    "whether the network learns (label - mean) / deviation; predictions are in the label's own units either way");
            setDefault(standardizeLabel, true);
        }
        return standardizeLabel;
    }

    public boolean getStandardizeLabel() {
        return (boolean) getOrDefault(standardizeLabel());
    }

    public NeuralNetworkRegressor setStandardizeLabel(boolean value) {
        set(standardizeLabel(), value);
        return this;
    }

    @Override
    public NeuralNetworkRegressionModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        RunConfig config = config(dataset.schema());
        Training.Outcome outcome = new Training(this, config).fit(dataset.toDF());
        NeuralNetworkRegressionModel trained =
                new NeuralNetworkRegressionModel(uid(), outcome.network(), Optional.of(outcome.summary()));
        return copyValues(trained, ParamMap.empty()).setParent(this);
    }

    @Override
    public NeuralNetworkRegressionModel train(Dataset<?> dataset) {
        return fit(dataset);
    }

    /**
     * Checks parameters and columns, without a job.
     *
     * @throws UserException if they will not do
     */
    @Override
    public StructType transformSchema(StructType schema) {
        FrameSchema frame = new FrameSchema(schema);
        frame.demandLabel(getLabelCol());
        frame.demandRoles(this);
        RunConfig config = config(schema);
        NumberTargets.demand(config.model().model());
        return new NumberColumn(getPredictionCol(), Scaling.NONE).addTo(schema);
    }

    @Override
    public NeuralNetworkRegressor copy(ParamMap extra) {
        NeuralNetworkRegressor copy = defaultCopy(extra);
        copy.state.hold(state.listeners());
        return copy;
    }

    /** What was saved, for {@code load}. */
    public static MLReader<NeuralNetworkRegressor> read() {
        return new DefaultParamsReadable<NeuralNetworkRegressor>() {}.read();
    }

    /** What was saved in a directory. */
    public static NeuralNetworkRegressor load(String path) {
        return read().load(path);
    }

    private RunConfig config(StructType schema) {
        return new EstimatorConfig(
                        this, "mse", getLabelCol(), getStandardizeLabel(), new FrameSchema(schema).features(this))
                .config();
    }
}
