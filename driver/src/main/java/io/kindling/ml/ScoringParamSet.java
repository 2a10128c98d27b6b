package io.kindling.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/** The parameters of {@link ScoringParams} of one stage. */
final class ScoringParamSet implements Serializable {
    private static final long serialVersionUID = 1;

    final StringArrayParam featuresCols;
    final Param<String> handleInvalid;

    ScoringParamSet(Params stage) {
        featuresCols = new StringArrayParam(
                stage,
                "featuresCols",
                "several feature columns, in order, in the place of featuresCol; numbers, arrays or vectors");
        handleInvalid = new Param<>(
                stage,
                "handleInvalid",
                "what a missing feature (null, NaN, infinite) means: 'error', 'skip' the row, or 'keep' it as 0 after"
                        + " standardization",
                ParamValidators.inArray(new String[] {"error", "skip", "keep"}));
        stage.setDefault(handleInvalid, "error");
    }
}
