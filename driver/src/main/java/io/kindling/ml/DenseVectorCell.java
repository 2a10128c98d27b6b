package io.kindling.ml;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.UserDefinedType;

/** The cell of a column of vectors, as Spark's own rows hold it. */
final class DenseVectorCell {
    @SuppressWarnings("unchecked")
    private static final UserDefinedType<Vector> TYPE = (UserDefinedType<Vector>) SQLDataTypes.VectorType();

    private DenseVectorCell() {}

    static Object of(double[] numbers) {
        return TYPE.serialize(Vectors.dense(numbers));
    }
}
