package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.kernels.model.Model;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Learns to tell classes apart, by a neural network: an estimator as any of Spark ML's.
 *
 * <pre>{@code
 * NeuralNetworkClassificationModel model = new NeuralNetworkClassifier()
 *         .setLayers(784, 256, 10)
 *         .setMaxIter(5)
 *         .fit(digits);
 * }</pre>
 *
 * <p>Labels are whole numbers from 0, as {@code StringIndexer} gives them. The default loss is cross-entropy. The same rows and
 * parameters give the same model, bit for bit, on any cluster of the same kind of processor, if {@code numShards} is the same. A thread that is
 * interrupted in {@code fit}, as a notebook's cell is, gets the best model so far. Errors in parameters, columns or rows are
 * {@link io.kindling.driver.UserException}s, most of them before any job.
 */
public final class NeuralNetworkClassifier
        extends ProbabilisticClassifier<Vector, NeuralNetworkClassifier, NeuralNetworkClassificationModel>
        implements TrainingParams<NeuralNetworkClassifier>, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private String uid;
    private StageState state;

    /** An estimator with a uid of its own. */
    public NeuralNetworkClassifier() {
        this(Identifiable$.MODULE$.randomUID("neuralNetworkClassifier"));
    }

    /** An estimator with this uid. */
    public NeuralNetworkClassifier(String uid) {
        this(StageUid.hold(uid));
    }

    private NeuralNetworkClassifier(StageUid held) {
        uid = held.settled();
        state();
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

    @Override
    public NeuralNetworkClassificationModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        RunConfig config = config(dataset.schema());
        Training.Outcome outcome = new Training(this, config).fit(dataset.toDF());
        Model model = config.model().model();
        TrainedNetwork network = ClassTargets.names(new FrameSchema(dataset.schema()), getLabelCol(), model)
                .map(outcome.network()::naming)
                .orElse(outcome.network());
        NeuralNetworkClassificationModel trained =
                new NeuralNetworkClassificationModel(uid(), network, Optional.of(outcome.summary()));
        return copyValues(trained, ParamMap.empty()).setParent(this);
    }

    @Override
    public NeuralNetworkClassificationModel train(Dataset<?> dataset) {
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
        int classes = ClassTargets.count(config.model().model());
        return new ClassColumns(
                        getRawPredictionCol(),
                        getProbabilityCol(),
                        getPredictionCol(),
                        classes,
                        List.of(),
                        isSet(thresholds()) ? getThresholds() : new double[0])
                .addTo(schema);
    }

    @Override
    public NeuralNetworkClassifier copy(ParamMap extra) {
        NeuralNetworkClassifier copy = defaultCopy(extra);
        copy.state.hold(state.listeners());
        return copy;
    }

    /** What was saved, for {@code load}. */
    public static MLReader<NeuralNetworkClassifier> read() {
        return new DefaultParamsReadable<NeuralNetworkClassifier>() {}.read();
    }

    /** What was saved in a directory. */
    public static NeuralNetworkClassifier load(String path) {
        return read().load(path);
    }

    private RunConfig config(StructType schema) {
        return new EstimatorConfig(this, "cross_entropy", getLabelCol(), false, new FrameSchema(schema).features(this))
                .config();
    }
}
