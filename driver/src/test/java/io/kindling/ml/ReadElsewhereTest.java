package io.kindling.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import io.kindling.driver.cli.Main;
import io.kindling.driver.spark.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Models that were saved are read by other processes, and by the command line. */
@ExtendWith(SparkExtension.class)
class ReadElsewhereTest {
    @TempDir
    private Path folder;

    private static NeuralNetworkClassifier classifier() {
        return new NeuralNetworkClassifier()
                .setLayers(57, 8, 2)
                .setFeaturesCol("log")
                .setStandardization(true)
                .setMaxIter(2)
                .setNumShards(2);
    }

    @Test
    void anotherProcessPredictsTheSame(SparkSession spark) throws Exception {
        Dataset<Row> train = Frames.trainingMails(spark).cache();
        Dataset<Row> test = Frames.testMails(spark);
        NeuralNetworkClassificationModel model = classifier().fit(train);
        PipelineModel pipeline = new Pipeline()
                .setStages(new PipelineStage[] {
                    new StandardScaler().setInputCol("counts").setOutputCol("scaled"),
                    classifier().setFeaturesCol("scaled")
                })
                .fit(train);
        CrossValidatorModel validated = new CrossValidator()
                .setEstimator(classifier())
                .setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()})
                .setEvaluator(new MulticlassClassificationEvaluator())
                .setNumFolds(2)
                .fit(train);
        model.save(path("model"));
        pipeline.save(path("pipeline"));
        validated.save(path("validated"));
        OtherJvm jvm = new OtherJvm(folder);
        Outcome outcome = jvm.outcome(jvm.startMain(
                ReadElsewhere.class, "spark.ui.enabled=false", path("model"), path("pipeline"), path("validated")));
        assertThat(outcome.out().lines().filter(line -> line.startsWith("said: ")))
                .containsExactlyElementsOf(List.<Transformer>of(model, pipeline, validated).stream()
                        .map(one -> "said: " + ReadElsewhere.said(one, test))
                        .toList());
    }

    @Test
    void theCommandLinePredictsWithAnEstimatorsModel(SparkSession spark) throws Exception {
        Dataset<Row> train = Frames.trainingMails(spark).cache();
        NeuralNetworkClassificationModel model =
                classifier().setFeaturesCols(Frames.numbers(train)).fit(train);
        model.save(path("model"));
        String mails = "../examples/data/spambase/spambase.csv.gz";
        int code =
                Main.run(System.err, "predict", "--model", path("model"), "--path", mails, "--out", path("predicted"));
        assertThat(code).isZero();
        Dataset<Row> predicted = spark.read().parquet(path("predicted"));
        assertThat(predicted.select("id", "prediction").orderBy("id").collectAsList())
                .isEqualTo(model.transform(Frames.mails(spark))
                        .select("id", "prediction")
                        .orderBy("id")
                        .collectAsList());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
