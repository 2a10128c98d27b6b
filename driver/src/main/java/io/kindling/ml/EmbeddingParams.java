package io.kindling.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Which layer's activations are features, and where they come.
 *
 * @param <S> the stage itself
 */
public interface EmbeddingParams<S extends EmbeddingParams<S>> extends ScoringParams<S> {
    private EmbeddingParamSet embedding() {
        return ((StageState) state()).embedding();
    }

    @SuppressWarnings("unchecked")
    private S self(Params stage) {
        return (S) stage;
    }

    /** The column of features; default {@code features}. */
    @Override
    default Param<String> featuresCol() {
        return embedding().featuresCol;
    }

    default String getFeaturesCol() {
        return getOrDefault(featuresCol());
    }

    default S setFeaturesCol(String value) {
        return self(set(featuresCol(), value));
    }

    /** The column of the activations; default {@code embedding}. */
    default Param<String> outputCol() {
        return embedding().outputCol;
    }

    default String getOutputCol() {
        return getOrDefault(outputCol());
    }

    default S setOutputCol(String value) {
        return self(set(outputCol(), value));
    }

    /** The layer, by its place: {@code layers.2}, or counted from the end; default {@code -2}, the last but one. */
    default Param<String> outputLayer() {
        return embedding().outputLayer;
    }

    default String getOutputLayer() {
        return getOrDefault(outputLayer());
    }

    default S setOutputLayer(String value) {
        return self(set(outputLayer(), value));
    }
}
