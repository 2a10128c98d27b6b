package io.kindling.ml;

import io.kindling.driver.spark.predict.PredictionColumns;
import io.kindling.kernels.tensor.Matrix;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.types.StructType;

/**
 * A column of a layer's activations as vectors.
 *
 * @param name of the column
 * @param width of the vectors
 */
record ActivationColumn(String name, int width) implements PredictionColumns {
    @Override
    public StructType addTo(StructType schema) {
        return new FrameSchema(schema)
                .with("outputCol", new AttributeGroup(name, width).toStructField())
                .schema();
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
        double[] numbers = new double[width];
        for (int j = 0; j < width; j++) {
            numbers[j] = predicted.at(row, j);
        }
        cells[0] = DenseVectorCell.of(numbers);
    }
}
