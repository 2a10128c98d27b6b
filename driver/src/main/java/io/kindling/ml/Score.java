package io.kindling.ml;

import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A model as a function of SQL.
 *
 * @param function of a row's features
 * @param type of its value
 */
record Score(UDF1<Object, Object> function, DataType type) {
    /** A struct of {@code prediction} and {@code probability}. */
    static Score ofClasses(SingleRows rows, ClassColumns columns) {
        StructType type = new StructType()
                .add("prediction", DataTypes.DoubleType, false)
                .add("probability", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
        return new Score(
                features -> {
                    double[] probabilities = rows.predicted(features, output -> columns.probabilities(output, 0));
                    return RowFactory.create((double) columns.predict(probabilities), probabilities);
                },
                type);
    }

    /** A number. */
    static Score ofNumbers(SingleRows rows, NumberColumn column) {
        return new Score(
                features -> rows.predicted(features, output -> column.number(output, 0)), DataTypes.DoubleType);
    }

    void register(SparkSession session, String name) {
        session.udf().register(name, function, type);
    }
}
