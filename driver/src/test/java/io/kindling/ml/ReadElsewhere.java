package io.kindling.ml;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;

import io.kindling.driver.spark.data.SparkSessions;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What {@link ReadElsewhereTest} runs in another process: reads saved models, and prints what they say of the test mails. */
final class ReadElsewhere {
    private ReadElsewhere() {}

    public static void main(String[] directories) {
        SparkSession spark = SparkSessions.create("elsewhere", Optional.of("local[1]"), Map.of());
        Dataset<Row> mails = Frames.testMails(spark);
        print(NeuralNetworkClassificationModel.load(directories[0]), mails);
        print(PipelineModel.load(directories[1]), mails);
        print(CrossValidatorModel.load(directories[2]), mails);
        System.exit(0);
    }

    private static void print(Transformer model, Dataset<Row> mails) {
        System.out.println("said: " + said(model, mails));
    }

    /** The sum of ids that are told spam, and of the probabilities of that. */
    static String said(Transformer model, Dataset<Row> mails) {
        return model.transform(mails)
                .withColumn("p", vector_to_array(col("probability"), "float64").getItem(1))
                .selectExpr("sum(id * prediction)", "sum(p * (id % 10))")
                .first()
                .toString();
    }
}
