package io.kindling.ml;

import java.util.Arrays;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The real data of these tests as DataFrames. */
final class Frames {
    private static final String DATA = "../examples/data/";

    private Frames() {}

    /** Mails: 57 numbers, {@code type} (spam, nonspam), {@code id}, and {@code log} with the numbers' logarithms. */
    static Dataset<Row> mails(SparkSession spark) {
        Dataset<Row> mails = spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(DATA + "spambase/spambase.csv.gz");
        String[] numbers = numbers(mails);
        return new VectorAssembler()
                .setInputCols(numbers)
                .setOutputCol("counts")
                .transform(mails)
                .withColumn(
                        "log",
                        functions.transform(
                                functions.array(Arrays.stream(numbers)
                                        .map(functions::col)
                                        .toArray(org.apache.spark.sql.Column[]::new)),
                                functions::log1p))
                .withColumn(
                        "label",
                        functions
                                .when(functions.col("type").equalTo("spam"), 1.0)
                                .otherwise(0.0));
    }

    static String[] numbers(Dataset<Row> mails) {
        return Arrays.stream(mails.columns())
                .filter(name -> !name.equals("type") && !name.equals("id"))
                .limit(57)
                .toArray(String[]::new);
    }

    static Dataset<Row> trainingMails(SparkSession spark) {
        return mails(spark).where("id % 5 <> 0");
    }

    static Dataset<Row> testMails(SparkSession spark) {
        return mails(spark).where("id % 5 = 0");
    }

    static Dataset<Row> diamonds(SparkSession spark) {
        return spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(DATA + "diamonds/diamonds.csv.gz");
    }
}
