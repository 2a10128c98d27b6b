package io.kindling.ml;

import io.kindling.kernels.model.Model;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/**
 * What a model of classes and one of numbers have in common.
 *
 * @param <M> the model itself
 */
public interface TrainedModel<M extends TrainedModel<M>> extends ScoringParams<M> {
    private StageState trained() {
        return (StageState) state();
    }

    /** The network: its layers and loss. */
    default Model network() {
        return trained().network().model();
    }

    /** Its parameters, as {@code network().layout()} lays them out; a copy. */
    default float[] parameters() {
        return trained().network().parameters().clone();
    }

    /** Whether there is a {@link #summary}: not of a model that was read. */
    default boolean hasSummary() {
        return trained().summary().isPresent();
    }

    /**
     * How training went.
     *
     * @throws IllegalStateException if the model was read
     */
    default TrainingSummary summary() {
        return trained()
                .summary()
                .orElseThrow(() -> new IllegalStateException("No training summary available for this "
                        + getClass().getSimpleName() + "; it is there after fit, and is not saved."));
    }

    /** {@code loss} and metrics on labelled rows, by name; the label's column is that of training. */
    default Map<String, Double> evaluate(Dataset<?> dataset) {
        return trained().network().evaluate(dataset.toDF(), this);
    }

    /**
     * The activations of a layer as features.
     *
     * @param layer its place, such as {@code layers.2}; see {@link NeuralNetworkEmbeddingModel}
     */
    default NeuralNetworkEmbeddingModel embedding(String layer) {
        NeuralNetworkEmbeddingModel model =
                new NeuralNetworkEmbeddingModel(trained().network());
        model.setOutputLayer(layer);
        model.setHandleInvalid(getHandleInvalid());
        if (isSet(featuresCols())) {
            model.setFeaturesCols(getFeaturesCols());
        }
        return model.setFeaturesCol(getOrDefault(featuresCol()));
    }

    /**
     * Makes the model a function of SQL, of features that are a vector or an array of numbers: {@code SELECT score(features) FROM
     * …} gives a number, of a classifier a struct of {@code prediction} and {@code probability}.
     *
     * @param name of the function, in the active session
     */
    default void registerUdf(String name) {
        registerUdf(SparkSession.active(), name);
    }

    /** As the other, in a session. */
    void registerUdf(SparkSession session, String name);
}
