package com.example;

import io.kindling.ml.NeuralNetworkClassifier;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tells spam from other mails by Kindling. The argument is the file of mails. */
public final class SpamByKindling {
    private SpamByKindling() {}

    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder().appName("spam").getOrCreate();
        Dataset<Row> mails = spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(arguments[0]);
        System.out.println("test accuracy " + accuracy(mails));
    }

    static double accuracy(Dataset<Row> mails) {
        String[] numbers = mails.drop("id", "type").columns();
        PipelineStage network = new NeuralNetworkClassifier()
                .setFeaturesCol("scaled")
                .setLayers(new int[] {57, 32, 2})
                .setMaxIter(20)
                .setBatchSize(128)
                .setSeed(1);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new StringIndexer().setInputCol("type").setOutputCol("label"),
            new VectorAssembler().setInputCols(numbers).setOutputCol("features"),
            new StandardScaler().setInputCol("features").setOutputCol("scaled").setWithMean(true),
            network
        });
        Dataset<Row> scored = pipeline.fit(mails.where("id % 5 <> 0")).transform(mails.where("id % 5 = 0"));
        return new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(scored);
    }
}
