package io.kindling.driver.spark.data.transform;

import io.kindling.driver.UserException;
import java.util.Objects;
import org.apache.spark.ml.PipelineStage;

/** Spark's ML module, which not every Spark has; only transformers, vectors, estimators and L-BFGS need it. */
final class SparkMl {
    private SparkMl() {}

    /**
     * Nothing, if it is on the class path.
     *
     * @param what needs it, for the message
     * @throws UserException if it is not
     */
    static void demand(String what) {
        try {
            Objects.requireNonNull(PipelineStage.class);
        } catch (NoClassDefFoundError e) {
            throw new UserException(
                    what + " needs Spark ML, which comes with Spark's mllib, but "
                            + e.getMessage().replace('/', '.')
                            + " is not on the class path. Add spark-mllib of this Spark's version to it, or train without"
                            + " data.transformers.",
                    e);
        }
    }
}
