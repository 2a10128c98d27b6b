package io.kindling.ml;

import io.kindling.driver.spark.predict.PredictionColumns;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Matrix;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Spark ML's column of a regression, in the label's own units.
 *
 * @param prediction its name
 * @param scaling of the labels in training
 */
record NumberColumn(String prediction, Scaling scaling) implements PredictionColumns {
    @Override
    public StructType addTo(StructType schema) {
        StructField field = new StructField(prediction, DataTypes.DoubleType, false, Metadata.empty());
        return new FrameSchema(schema).with("predictionCol", field).schema();
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public boolean needRaw() {
        return false;
    }

    @Override
    public void fill(Matrix raw, Matrix predicted, int row, Object[] cells) {
        cells[0] = number(predicted, row);
    }

    double number(Matrix predicted, int row) {
        return scaling.invert(predicted.at(row, 0), 0);
    }
}
