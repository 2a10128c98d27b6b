package io.kindling.driver.spark.predict;

import io.kindling.kernels.tensor.Matrix;
import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/** Which columns a prediction has, and how they follow from what the network says of a row. Immutable. */
public interface PredictionColumns extends Serializable {
    /** The schema with the prediction's columns behind. */
    StructType addTo(StructType schema);

    /** How many columns are added. */
    int count();

    /** Whether {@link #fill} asks for the network's own output. */
    boolean needRaw();

    /**
     * Fills in the columns of a row.
     *
     * @param raw the network's own output, such as logits; that of {@code predicted} unless {@link #needRaw}
     * @param predicted probabilities, or scaled numbers
     * @param row of both
     * @param cells <em>overwritten</em>: those that are added, as Spark's own rows hold them
     */
    void fill(Matrix raw, Matrix predicted, int row, Object[] cells);
}
