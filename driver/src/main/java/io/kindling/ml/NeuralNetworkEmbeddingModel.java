package io.kindling.ml;

import io.kindling.driver.spark.predict.Scoring;
import io.kindling.kernels.model.Model;
import java.util.Optional;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The activations of a layer of a trained network as a column of vectors: features for whatever comes next in a pipeline. Of a
 * layer with rows of several axes, these are laid side by side.
 */
public final class NeuralNetworkEmbeddingModel extends org.apache.spark.ml.Model<NeuralNetworkEmbeddingModel>
        implements EmbeddingParams<NeuralNetworkEmbeddingModel>, DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private String uid;
    private StageState state;
    private transient Scoring scoring;
    private transient String scored;

    /** A model without a network, for {@code copy} and {@code load}. */
    public NeuralNetworkEmbeddingModel(String uid) {
        this(StageUid.hold(uid));
    }

    private NeuralNetworkEmbeddingModel(StageUid held) {
        uid = held.settled();
        state();
    }

    NeuralNetworkEmbeddingModel(TrainedNetwork network) {
        this(Identifiable$.MODULE$.randomUID("neuralNetworkEmbedding"), network);
    }

    NeuralNetworkEmbeddingModel(String uid, TrainedNetwork network) {
        this(uid);
        state.hold(network, Optional.empty());
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
            state = StageState.ofModel(this).andEmbedding(this);
        }
        return state;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Dataset<Row> rows = dataset.toDF();
        return scoring().transform(rows, state.network().reading(rows, this), column());
    }

    /**
     * Checks columns, without a job.
     *
     * @throws io.kindling.driver.UserException if they will not do
     */
    @Override
    public StructType transformSchema(StructType schema) {
        new FrameSchema(schema).features(this);
        return column().addTo(schema);
    }

    @Override
    public NeuralNetworkEmbeddingModel copy(ParamMap extra) {
        NeuralNetworkEmbeddingModel copy = new NeuralNetworkEmbeddingModel(uid(), state.network());
        return copyValues(copy, extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new NetworkWriter(DefaultParamsWritable.super.write(), state.network());
    }

    /** What was saved, for {@code load}. */
    public static MLReader<NeuralNetworkEmbeddingModel> read() {
        return new NetworkReader<>((empty, network) -> {
            empty.state.hold(network, Optional.empty());
            return empty;
        });
    }

    /** What was saved in a directory. */
    public static NeuralNetworkEmbeddingModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return state.described(this);
    }

    private synchronized Scoring scoring() {
        if (!getOutputLayer().equals(scored)) {
            Model prefix = prefix();
            TrainedNetwork whole = state.network();
            scoring = new Scoring(prefix, prefix.layout().taken(whole.model().layout(), whole.parameters()));
            scored = getOutputLayer();
        }
        return scoring;
    }

    private Model prefix() {
        return NetworkPrefix.of(state.network().model(), getOutputLayer());
    }

    private ActivationColumn column() {
        return new ActivationColumn(getOutputCol(), prefix().output().size());
    }
}
