package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.kernels.model.Model;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Learns features: trains a network on a label, classes by default, and gives the activations of one of its layers. A network whose
 * loss is another, such as mse, learns numbers. A model that is trained already gives the same by its {@code embedding} method.
 *
 * <pre>{@code
 * NeuralNetworkEmbeddingModel model = new NeuralNetworkEmbedding()
 *         .setLayers(784, 256, 32, 10)
 *         .setOutputLayer("layers.3")
 *         .fit(digits);
 * }</pre>
 */
public final class NeuralNetworkEmbedding extends Estimator<NeuralNetworkEmbeddingModel>
        implements TrainingParams<NeuralNetworkEmbedding>,
                EmbeddingParams<NeuralNetworkEmbedding>,
                DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private String uid;
    private StageState state;
    private Param<String> labelCol;

    /** An estimator with a uid of its own. */
    public NeuralNetworkEmbedding() {
        this(Identifiable$.MODULE$.randomUID("neuralNetworkEmbedding"));
    }

    /** An estimator with this uid. */
    public NeuralNetworkEmbedding(String uid) {
        this(StageUid.hold(uid));
    }

    private NeuralNetworkEmbedding(StageUid held) {
        uid = held.settled();
        state();
        labelCol();
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
            state = StageState.ofEstimator(this).andEmbedding(this);
        }
        return state;
    }

    /** The column to learn; default {@code label}. */
    public Param<String> labelCol() {
        if (labelCol == null) {
            labelCol = new Param<>(this, "labelCol", "label column name");
            setDefault(labelCol, "label");
        }
        return labelCol;
    }

    public String getLabelCol() {
        return getOrDefault(labelCol());
    }

    public NeuralNetworkEmbedding setLabelCol(String value) {
        set(labelCol(), value);
        return this;
    }

    @Override
    public NeuralNetworkEmbeddingModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        RunConfig config = config(dataset.schema());
        Training.Outcome outcome = new Training(this, config).fit(dataset.toDF());
        NeuralNetworkEmbeddingModel trained = new NeuralNetworkEmbeddingModel(uid(), outcome.network());
        return copyValues(trained, ParamMap.empty()).setParent(this);
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
        Model prefix = NetworkPrefix.of(config(schema).model().model(), getOutputLayer());
        return new ActivationColumn(getOutputCol(), prefix.output().size()).addTo(schema);
    }

    @Override
    public NeuralNetworkEmbedding copy(ParamMap extra) {
        NeuralNetworkEmbedding copy = defaultCopy(extra);
        copy.state.hold(state.listeners());
        return copy;
    }

    /** What was saved, for {@code load}. */
    public static MLReader<NeuralNetworkEmbedding> read() {
        return new DefaultParamsReadable<NeuralNetworkEmbedding>() {}.read();
    }

    /** What was saved in a directory. */
    public static NeuralNetworkEmbedding load(String path) {
        return read().load(path);
    }

    private RunConfig config(StructType schema) {
        return new EstimatorConfig(this, "cross_entropy", getLabelCol(), false, new FrameSchema(schema).features(this))
                .config();
    }
}
