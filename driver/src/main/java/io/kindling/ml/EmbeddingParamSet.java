package io.kindling.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The parameters of {@link EmbeddingParams} of one stage. */
final class EmbeddingParamSet implements Serializable {
    private static final long serialVersionUID = 1;

    final Param<String> featuresCol;
    final Param<String> outputCol;
    final Param<String> outputLayer;

    EmbeddingParamSet(Params stage) {
        featuresCol = new Param<>(stage, "featuresCol", "features column name");
        outputCol = new Param<>(stage, "outputCol", "output column name");
        outputLayer = new Param<>(
                stage,
                "outputLayer",
                "the layer whose activations are the output, by its place: layers.2, or counted from the end: -2 is the"
                        + " last but one");
        stage.setDefault(featuresCol, "features");
        stage.setDefault(outputCol, "embedding");
        stage.setDefault(outputLayer, "-2");
    }
}
