package io.kindling.ml;

import io.kindling.driver.spark.data.SparkVersion;
import java.io.Serializable;
import org.apache.spark.ml.param.Params;

/** All parameters of one stage that are not Spark's own; those that it has not are null. */
final class StageParams implements Serializable {
    private static final long serialVersionUID = 1;

    private final ScoringParamSet scoring;
    private TrainingParamSet training;
    private EmbeddingParamSet embedding;

    private StageParams(Params stage) {
        // The first thing that a stage's constructor needs: here Spark 4.0.0 would fail to link.
        SparkVersion.demand();
        this.scoring = new ScoringParamSet(stage);
    }

    static StageParams ofModel(Params stage) {
        return new StageParams(stage);
    }

    static StageParams ofEstimator(Params stage) {
        StageParams params = new StageParams(stage);
        params.training = new TrainingParamSet(stage);
        return params;
    }

    /** With the layer to look at, too. */
    StageParams andEmbedding(Params stage) {
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
}
