package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Doubts;
import io.kindling.driver.audit.linear.Folds;
import java.io.Serializable;

/** Gathers {@link Doubts}. */
interface Contradictions extends Serializable {
    /**
     * Takes a row in.
     *
     * @param label the numbers of its label
     * @param said those that a model says
     */
    void add(AuditedRow row, double[] label, double[] said);

    /** Takes in all that another of the same kind did. */
    Contradictions merged(Contradictions other);

    /** What they tell, together with the sums and weights of the model. */
    Doubts doubts(Folds folds, double[][][] weights);
}
