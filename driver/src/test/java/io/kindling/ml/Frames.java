package io.kindling.ml;

import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.spark.data.source.SourceReader;
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

    /** The first so many digits of MNIST's test part: {@code pixels} from 0 to 1, and {@code digit}, a word. */
    static Dataset<Row> digits(SparkSession spark, int count) {
        String place = DATA + "mnist/t10k-";
        SourceConfig files = SourceConfig.idx(place + "images-idx3-ubyte.gz", place + "labels-idx1-ubyte.gz");
        return new SourceReader(spark)
                .read(files, "the digits")
                .where("row < " + count)
                .selectExpr(
                        "row",
                        "string(label) AS digit",
                        "transform(sequence(1, 784), i -> int(conv(hex(substring(image, i, 1)), 16, 10)) / 255) AS pixels");
    }

    static Dataset<Row> diamonds(SparkSession spark) {
        return spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(DATA + "diamonds/diamonds.csv.gz");
    }
}
