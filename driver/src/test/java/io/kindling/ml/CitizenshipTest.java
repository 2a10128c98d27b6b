package io.kindling.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Outcome;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.ModelBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Spark ML's users do with any estimator. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CitizenshipTest {
    private Dataset<Row> train;
    private Dataset<Row> test;

    @BeforeAll
    void read(SparkSession spark) {
        train = Frames.trainingMails(spark).cache();
        test = Frames.testMails(spark).cache();
    }

    private static NeuralNetworkClassifier classifier() {
        return new NeuralNetworkClassifier()
                .setLayers(57, 16, 2)
                .setFeaturesCol("log")
                .setStandardization(true)
                .setMaxIter(3)
                .setStepSize(0.01);
    }

    private static double accuracy(Dataset<Row> scored) {
        return new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(scored);
    }

    @Test
    void aPipelineOfUsualStagesBringsItsLabelsBackAsWords() {
        PipelineModel model = new Pipeline()
                .setStages(new PipelineStage[] {
                    new StringIndexer().setInputCol("type").setOutputCol("index"),
                    new StandardScaler().setInputCol("counts").setOutputCol("scaled"),
                    classifier().setFeaturesCol("scaled").setLabelCol("index"),
                    new IndexToString().setInputCol("prediction").setOutputCol("said")
                })
                .fit(train);
        Dataset<Row> scored = model.transform(test);
        assertThat(scored.where("said = type").count() / (double) test.count()).isGreaterThan(0.9);
        NeuralNetworkClassificationModel network = (NeuralNetworkClassificationModel) model.stages()[2];
        assertThat(network.labels()).containsExactly("nonspam", "spam");
    }

    /** StringIndexer sorts them by how many there are, so that none has its own index. */
    @Test
    void classNamesThatAreNumbersAreKeptAndSaved(SparkSession spark, @TempDir Path directory) throws Exception {
        Dataset<Row> digits = Frames.digits(spark, 3000).cache();
        Dataset<Row> others = digits.where("row % 5 = 0").cache();
        StringIndexerModel index =
                new StringIndexer().setInputCol("digit").setOutputCol("index").fit(digits);
        NeuralNetworkClassificationModel model = new NeuralNetworkClassifier()
                .setFeaturesCol("pixels")
                .setLabelCol("index")
                .setLayers(784, 32, 10)
                .setMaxIter(10)
                .setStepSize(0.003)
                .fit(index.transform(digits.where("row % 5 <> 0")));
        assertThat(model.labels()).isEqualTo(index.labelsArray()[0]);
        assertThat(model.labels()[0]).isEqualTo("1");

        String path = directory.resolve("digits").toString();
        model.save(path);
        NeuralNetworkClassificationModel read = NeuralNetworkClassificationModel.load(path);
        assertThat(read.labels()).isEqualTo(model.labels());
        Dataset<Row> said = new IndexToString()
                .setInputCol("prediction")
                .setOutputCol("said")
                .transform(read.transform(others));
        double right = said.where("said = digit").count() / (double) others.count();
        assertThat(right).isBetween(0.8, 1.0);
        assertThat(read.evaluate(index.transform(others))).containsEntry("accuracy", right);

        String rows = directory.resolve("rows.parquet").toString();
        index.transform(others).write().parquet(rows);
        String out = directory.resolve("out").toString();
        Outcome.of("predict", "--model", path, "--path", rows, "--out", out).succeeded();
        assertThat(spark.read().parquet(out).select("row", "predicted_label").except(said.select("row", "said")))
                .satisfies(differences -> assertThat(differences.count()).isZero());
        assertThat(Outcome.of("evaluate", "--model", path, "--path", rows)
                        .succeeded()
                        .out())
                .contains(String.format(Locale.ROOT, "accuracy         %.4f", right));
    }

    @Test
    void aCrossValidatorTriesParametersTwoAtATimeWithEarlyStopping(@TempDir Path directory) throws Exception {
        NeuralNetworkClassifier classifier =
                classifier().setMaxIter(30).setValidationFraction(0.2).setPatience(1);
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(classifier.stepSize(), new double[] {0.00001, 0.01})
                .build();
        CrossValidatorModel model = new CrossValidator()
                .setEstimator(classifier)
                .setEstimatorParamMaps(grid)
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setNumFolds(2)
                .setParallelism(2)
                .fit(train);
        assertThat(model.avgMetrics()[1]).isGreaterThan(0.9).isGreaterThan(model.avgMetrics()[0]);
        NeuralNetworkClassificationModel best = (NeuralNetworkClassificationModel) model.bestModel();
        assertThat(best.summary().status()).isEqualTo("early_stopped");

        String path = directory.resolve("validated").toString();
        model.write().overwrite().save(path);
        CrossValidatorModel read = CrossValidatorModel.load(path);
        assertThat(read.transform(test).orderBy("id").first())
                .isEqualTo(model.transform(test).orderBy("id").first());
        assertThat(read.avgMetrics()).isEqualTo(model.avgMetrics());
        assertThat(((NeuralNetworkClassificationModel) read.bestModel()).uid()).isEqualTo(best.uid());
    }

    @Test
    void whatIsFittedTwoAtATimeIsWhatIsFittedAlone() {
        NeuralNetworkClassifier classifier = classifier();
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(classifier.batchSize(), new int[] {64, 256})
                .build();
        TrainValidationSplitModel model = new TrainValidationSplit()
                .setEstimator(classifier)
                .setEstimatorParamMaps(grid)
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setParallelism(2)
                .fit(train);
        NeuralNetworkClassificationModel best = (NeuralNetworkClassificationModel) model.bestModel();
        int winner = model.validationMetrics()[0] >= model.validationMetrics()[1] ? 0 : 1;
        assertThat(best.parameters())
                .isEqualTo(classifier.copy(grid[winner]).fit(train).parameters());
    }

    @Test
    void copiesAndParamMapsLeaveTheOriginalAsItIs() {
        NeuralNetworkClassifier classifier = classifier();
        NeuralNetworkClassifier copy =
                classifier.copy(new ParamMap().put(classifier.maxIter().w(1)));
        assertThat(copy.getMaxIter()).isEqualTo(1);
        assertThat(classifier.getMaxIter()).isEqualTo(3);
        assertThat(copy.uid()).isEqualTo(classifier.uid());
        NeuralNetworkClassificationModel model =
                classifier.fit(train, classifier.maxIter().w(2));
        assertThat(model.summary().epochs()).isEqualTo(2);
        assertThat((Object) model.parent()).isNotNull();
        assertThat(model.getFeaturesCol()).isEqualTo("log");
    }

    @Test
    void estimatorAndModelAreReadBackAsTheyWere(@TempDir Path directory) throws Exception {
        NeuralNetworkClassifier classifier = classifier().setOptimizer("{sgd: {momentum: 0.9}}");
        classifier.save(directory.resolve("estimator").toString());
        NeuralNetworkClassifier read =
                NeuralNetworkClassifier.load(directory.resolve("estimator").toString());
        assertThat(read.uid()).isEqualTo(classifier.uid());
        assertThat(explained(read)).isEqualTo(explained(classifier));
        NeuralNetworkClassificationModel model = classifier.fit(train);
        assertThat(read.fit(train).parameters()).isEqualTo(model.parameters());

        model.save(directory.resolve("model").toString());
        NeuralNetworkClassificationModel again =
                NeuralNetworkClassificationModel.load(directory.resolve("model").toString());
        assertThat(again.uid()).isEqualTo(model.uid());
        assertThat(again.parameters()).isEqualTo(model.parameters());
        assertThat(explained(again)).isEqualTo(explained(model));
        assertThat(again.hasSummary()).isFalse();
        assertThat(again.evaluate(test)).isEqualTo(model.evaluate(test));
    }

    /** Spark shows arrays by their addresses. */
    private static String explained(Params stage) {
        return stage.explainParams().replaceAll("\\[I@\\w+", "sizes");
    }

    @Test
    void aStreamIsScoredAsItComes(SparkSession spark, @TempDir Path directory) throws Exception {
        NeuralNetworkClassificationModel model = classifier().fit(train);
        String source = directory.resolve("source").toString();
        test.select("id", "log", "label").write().parquet(source);
        Dataset<Row> stream = spark.readStream()
                .schema(test.select("id", "log", "label").schema())
                .parquet(source);
        StreamingQuery query = model.transform(stream)
                .select("id", "prediction")
                .writeStream()
                .format("memory")
                .queryName("scored_mails")
                .start();
        query.processAllAvailable();
        query.stop();
        List<Row> batch =
                model.transform(test).select("id", "prediction").orderBy("id").collectAsList();
        assertThat(spark.table("scored_mails").orderBy("id").collectAsList()).isEqualTo(batch);
    }

    @Test
    void aModelIsAFunctionOfSql(SparkSession spark) {
        NeuralNetworkClassificationModel model = classifier().fit(train);
        model.registerUdf("score");
        model.transform(test).createOrReplaceTempView("scored");
        Row differing = spark.sql("SELECT count(*), count_if(score(log).prediction <> prediction),"
                        + " count_if(score(log).probability[1] > 0.5 and prediction = 0) FROM scored")
                .first();
        assertThat(differing.getLong(0)).isEqualTo(test.count());
        assertThat(differing.getLong(1)).isZero();
        assertThat(differing.getLong(2)).isZero();
    }

    @Test
    void aLayersActivationsAreFeaturesForOthers() {
        NeuralNetworkClassificationModel model = classifier().setMaxIter(5).fit(train);
        NeuralNetworkEmbeddingModel embedding = model.embedding("layers.1");
        Dataset<Row> embedded = embedding.transform(train);
        assertThat(embedded.select(functions
                                .vector_to_array(embedded.col("embedding"), "float64")
                                .as("activations"))
                        .where("exists(activations, a -> a < 0) or size(activations) <> 16")
                        .isEmpty())
                .isTrue();
        double learnt = accuracy(new LogisticRegression()
                .setFeaturesCol("embedding")
                .fit(embedded)
                .transform(embedding.transform(test)));
        assertThat(learnt).isGreaterThan(0.92);
        NeuralNetworkEmbeddingModel trained = new NeuralNetworkEmbedding()
                .setLayers(57, 16, 2)
                .setFeaturesCol("log")
                .setStandardization(true)
                .setMaxIter(5)
                .setStepSize(0.01)
                .setOutputLayer("1")
                .fit(train);
        assertThat(trained.transform(test).select("embedding").first())
                .isEqualTo(embedding.transform(test).select("embedding").first());
    }

    @Test
    void aConvolutionsActivationsLieSideBySide() {
        NeuralNetworkClassificationModel model = new NeuralNetworkClassifier()
                .setFeaturesCol("log")
                .setMaxIter(1)
                .setNetwork(ModelBuilder.input(57, 1)
                        .conv1d(3, 5)
                        .relu()
                        .flatten()
                        .dense(2)
                        .loss(new CrossEntropy()))
                .fit(train);
        Row first = model.embedding("layers.1").transform(test).first();
        Row flattened = model.embedding("layers.2").transform(test).first();
        assertThat(first.<Vector>getAs("embedding").size()).isGreaterThan(100);
        assertThat(first).isEqualTo(flattened);
    }

    @Test
    void anInterruptedFitGivesTheBestModelAndLeavesTheSessionAlive() throws Exception {
        for (String engine : List.of("local", "spark")) {
            CountDownLatch learning = new CountDownLatch(20);
            List<String> ends = new ArrayList<>();
            NeuralNetworkClassifier endless = classifier()
                    .setMaxIter(1_000_000)
                    .setEngine(engine)
                    .setValidationFraction(0.2)
                    .addListener(TrainingListener.onStep(step -> learning.countDown()))
                    .addListener(new TrainingListener() {
                        @Override
                        public void ended(TrainingResult result) {
                            ends.add(result.status() + ", interrupted: "
                                    + Thread.currentThread().isInterrupted());
                        }
                    });
            AtomicReference<NeuralNetworkClassificationModel> fitted = new AtomicReference<>();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread cell = new Thread(() -> fitted.set(endless.fit(train)));
            cell.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            cell.start();
            learning.await();
            cell.interrupt();
            cell.join();
            assertThat(failure.get()).isNull();
            assertThat(ends).containsExactly("STOPPED, interrupted: false");
            assertThat(fitted.get().summary().status()).isEqualTo("stopped");
            assertThat(fitted.get().transform(test).count()).isEqualTo(test.count());
        }
    }
}
