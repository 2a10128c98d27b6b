package io.kindling.ml;

import io.kindling.driver.spark.data.SparkVersion;
import io.kindling.driver.train.TrainingListener;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Params;

/** What a stage holds beside Spark's own parameters; what it has not is null. */
final class StageState implements Serializable {
    private static final long serialVersionUID = 1;

    private final ScoringParamSet scoring;
    private TrainingParamSet training;
    private EmbeddingParamSet embedding;
    private TrainedNetwork network;
    private transient TrainingSummary summary;
    private transient List<TrainingListener> listeners;

    private StageState(Params stage) {
        // The first thing that a stage's constructor needs: here Spark 4.0.0 would fail to link.
        SparkVersion.demand();
        this.scoring = new ScoringParamSet(stage);
    }

    static StageState ofModel(Params stage) {
        return new StageState(stage);
    }

    static StageState ofEstimator(Params stage) {
        StageState state = new StageState(stage);
        state.training = new TrainingParamSet(stage);
        return state;
    }

    /** With the layer to look at, too. */
    StageState andEmbedding(Params stage) {
        embedding = new EmbeddingParamSet(stage);
        return this;
    }

    ScoringParamSet scoring() {
        return scoring;
    }

    TrainingParamSet training() {
        return training;
    }

    EmbeddingParamSet embedding() {
        return embedding;
    }

    /** The network of a model. */
    TrainedNetwork network() {
        return network;
    }

    /** A model in a line, as MLlib's say what they are; its uid alone where the network is still to come. */
    String described(PipelineStage model) {
        return network == null
                ? model.uid()
                : model.getClass().getSimpleName() + ": uid=" + model.uid() + ", numLayers="
                        + network.model().layers().size() + ", numFeatures=" + network.width() + ", numOutputs="
                        + network.model().output().size();
    }

    /** How it was trained; empty for a model that was read. */
    Optional<TrainingSummary> summary() {
        return Optional.ofNullable(summary);
    }

    void hold(TrainedNetwork trained, Optional<TrainingSummary> how) {
        network = trained;
        summary = how.orElse(null);
    }

    /** Who is told of an estimator's training. */
    List<TrainingListener> listeners() {
        return listeners == null ? List.of() : listeners;
    }

    void hold(List<TrainingListener> told) {
        listeners = List.copyOf(told);
    }
}
