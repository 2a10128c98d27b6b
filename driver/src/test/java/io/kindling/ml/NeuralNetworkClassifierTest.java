package io.kindling.ml;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.ml.functions.vector_to_array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.SparkExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeuralNetworkClassifierTest {
    private Dataset<Row> train;
    private Dataset<Row> test;
    private NeuralNetworkClassificationModel model;

    @BeforeAll
    void train(SparkSession spark) {
        train = Frames.trainingMails(spark).cache();
        test = Frames.testMails(spark).cache();
        model = classifier().fit(train);
    }

    private static NeuralNetworkClassifier classifier() {
        return new NeuralNetworkClassifier()
                .setLayers(57, 32, 2)
                .setFeaturesCol("log")
                .setStandardization(true)
                .setMaxIter(12)
                .setBatchSize(64)
                .setStepSize(0.003)
                .setNumShards(2);
    }

    @Test
    void itTellsSpamFromOtherMails() {
        Dataset<Row> scored = model.transform(test);
        double accuracy = new MulticlassClassificationEvaluator()
                .setMetricName("accuracy")
                .evaluate(scored);
        assertThat(accuracy).isGreaterThan(0.935);
        assertThat(model.evaluate(test)).containsEntry("accuracy", accuracy);
    }

    @Test
    void itGivesAllColumnsOfAProbabilisticClassifier() {
        Row row = model.transform(test).first();
        Vector raw = row.getAs("rawPrediction");
        Vector probability = row.getAs("probability");
        double scale = Math.exp(raw.apply(0)) + Math.exp(raw.apply(1));
        assertThat(probability.apply(1)).isCloseTo(Math.exp(raw.apply(1)) / scale, within(1e-5));
        assertThat(row.<Double>getAs("prediction")).isEqualTo((double) probability.argmax());
        assertThat(model.numClasses()).isEqualTo(2);
        assertThat(model.numFeatures()).isEqualTo(57);
    }

    @Test
    void vectorsSparseVectorsArraysAndSeparateColumnsAreScoredAlike() {
        NeuralNetworkClassificationModel counting =
                classifier().setMaxIter(2).setFeaturesCol("counts").fit(train);
        Dataset<Row> forms = forms(test).cache();
        assertThat(forms.first().<Vector>getAs("sparse")).isInstanceOf(SparseVector.class);
        List<Double> wanted = spam(counting.transform(forms));
        for (String form : List.of("counts", "sparse", "doubles", "floats", "integers")) {
            NeuralNetworkClassificationModel reading = counting.copy(ParamMap.empty());
            reading.setFeaturesCol(form);
            Dataset<Row> scored = reading.transform(form.equals("integers") ? forms.where("whole") : forms);
            assertThat(spam(scored))
                    .isEqualTo(form.equals("integers") ? spam(counting.transform(forms.where("whole"))) : wanted);
        }
        NeuralNetworkClassificationModel columns = counting.copy(ParamMap.empty());
        assertThat(spam(columns.setFeaturesCols(Frames.numbers(test)).transform(forms)))
                .isEqualTo(wanted);
    }

    @Test
    void eachFormOfFeaturesIsLearnedFrom() {
        Dataset<Row> forms = forms(train).cache();
        NeuralNetworkClassifier plain = classifier().setMaxIter(4);
        for (String form : List.of("sparse", "doubles", "floats", "integers")) {
            assertThat(plain.setFeaturesCol(form).fit(forms).evaluate(forms).get("accuracy"))
                    .as(form)
                    .isGreaterThan(0.8);
        }
        assertThat(plain.setFeaturesCols(Frames.numbers(train))
                        .fit(forms)
                        .evaluate(forms)
                        .get("accuracy"))
                .isGreaterThan(0.8);
    }

    @Test
    void thresholdsMoveThePrediction() {
        NeuralNetworkClassificationModel strict = model.copy(ParamMap.empty());
        strict.setThresholds(new double[] {0.1, 0.9});
        long spam = model.transform(test).where("prediction = 1").count();
        long certain = strict.transform(test).where("prediction = 1").count();
        assertThat(certain).isLessThan(spam).isPositive();
        assertThat(strict.transform(test)
                        .withColumn(
                                "spam",
                                vector_to_array(functions.col("probability"), "float64")
                                        .getItem(1))
                        .where("(prediction = 1) <> (spam > 0.9)")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void thresholdsAreOneAClass() {
        NeuralNetworkClassifier three = classifier().setThresholds(new double[] {0.1, 0.2, 0.7});
        assertThatThrownBy(() -> three.fit(train))
                .isInstanceOf(UserException.class)
                .hasMessage("thresholds has 3 numbers, but there are 2 classes; give one a class.");
    }

    @Test
    void aMissingFeatureOfASingleRowIsAnError() {
        double[] numbers = new double[57];
        numbers[3] = Double.NaN;
        assertThatThrownBy(() -> model.predict(Vectors.dense(numbers)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Feature 3 of a row is NaN, wanted is a number.");
    }

    @Test
    void aSerialisedCopyPredictsSingleRows() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(model);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            NeuralNetworkClassificationModel copy = (NeuralNetworkClassificationModel) in.readObject();
            Vector row = Vectors.dense(new double[57]);
            assertThat(copy.predictProbability(row)).isEqualTo(model.predictProbability(row));
            assertThatThrownBy(() -> copy.transform(test)).hasMessageContaining("predicts single rows");
        }
    }

    @Test
    void checkpointsAreGoneOnFrom(@TempDir Path folder) {
        for (String solver : List.of("mini_batch", "lbfgs")) {
            NeuralNetworkClassifier kept = classifier()
                    .setSolver(solver)
                    .setStepSize(0.001)
                    .setCheckpointInterval(1)
                    .setCheckpointDir(folder.resolve(solver).toString());
            float[] whole = classifier()
                    .setSolver(solver)
                    .setStepSize(0.001)
                    .setMaxIter(4)
                    .fit(train)
                    .parameters();
            kept.setMaxIter(2).fit(train);
            NeuralNetworkClassificationModel goneOn =
                    kept.setMaxIter(4).setNumShards(0).fit(train);
            // One that is due while another is being written is left out, but not that of the end.
            assertThat(goneOn.summary().history().count()).as(solver).isEqualTo(2);
            assertThat(goneOn.parameters()).isEqualTo(whole);
            NeuralNetworkClassificationModel nothingLeft = kept.fit(train);
            assertThat(nothingLeft.summary().history().count()).isZero();
            assertThat(nothingLeft.summary().status()).isEqualTo("completed");
            assertThat(nothingLeft.parameters()).isEqualTo(whole);
            assertThatThrownBy(() -> kept.setSeed(2).fit(train)).hasMessageContaining("seed: was 1, is 2");
        }
    }

    @Test
    void oneRowIsScoredAsManyAre() {
        Dataset<Row> scored = model.transform(test.withColumn("features", array_to_vector(functions.col("log"))));
        for (Row row : scored.takeAsList(20)) {
            Vector one = model.predictProbability(row.getAs("features"));
            Vector many = row.getAs("probability");
            assertThat(one.apply(1)).isCloseTo(many.apply(1), within(1e-5));
            assertThat(model.predict(row.<Vector>getAs("features"))).isEqualTo(row.<Double>getAs("prediction"));
            assertThat(model.raw2probability(row.getAs("rawPrediction")).apply(1))
                    .isCloseTo(many.apply(1), within(1e-5));
        }
    }

    @Test
    void theSameParametersGiveTheSameWeightsOnEitherEngine() {
        float[] local = classifier().setMaxIter(2).setEngine("local").fit(train).parameters();
        float[] spark = classifier()
                .setMaxIter(2)
                .setEngine("spark")
                .fit(train.repartition(5))
                .parameters();
        assertThat(spark).isEqualTo(local);
    }

    @Test
    void aFullBatchSolverConvergesOnOneNeuron() {
        NeuralNetworkClassificationModel neuron = new NeuralNetworkClassifier()
                .setNetwork("{input: [57], layers: [dense: 1], loss: binary_cross_entropy}")
                .setSolver("{lbfgs: {l2: 0.001}}")
                .setFeaturesCol("log")
                .setStandardization(true)
                .setMaxIter(200)
                .fit(train);
        assertThat(neuron.summary().status()).isEqualTo("converged");
        assertThat(neuron.numClasses()).isEqualTo(2);
        assertThat(neuron.evaluate(test).get("accuracy")).isGreaterThan(0.92);
        Row row = neuron.transform(test).first();
        double z = row.<Vector>getAs("rawPrediction").apply(1);
        assertThat(row.<Vector>getAs("probability").apply(1)).isCloseTo(1 / (1 + Math.exp(-z)), within(1e-5));
    }

    @Test
    void validationRowsDecideWhatIsKeptAndWhenItStops() {
        NeuralNetworkClassificationModel stopped = classifier()
                .setMaxIter(200)
                .setStepSize(0.02)
                .setValidationFraction(0.2)
                .setPatience(3)
                .fit(train);
        TrainingSummary summary = stopped.summary();
        assertThat(summary.status()).isEqualTo("early_stopped");
        assertThat(summary.bestStep()).isLessThan(summary.totalIterations());
        Row best = summary.history().orderBy("validation_loss").first();
        assertThat(best.<Long>getAs("step")).isEqualTo(summary.bestStep());
        assertThat(summary.validation().get("loss")).isEqualTo(best.<Double>getAs("validation_loss"));
        NeuralNetworkClassificationModel marked = classifier()
                .setMaxIter(2)
                .setValidationIndicatorCol("held")
                .fit(train.withColumn("held", functions.expr("id % 7 = 0")));
        assertThat(marked.summary().validation()).containsKeys("loss", "accuracy");
    }

    @Test
    void theSummaryTellsHowTrainingWent() {
        TrainingSummary summary = model.summary();
        assertThat(summary.status()).isEqualTo("completed");
        assertThat(summary.history().count()).isEqualTo(12);
        assertThat(summary.history().columns())
                .contains("epoch", "train_loss", "learning_rate", "gradient_norm", "rows_per_second");
        assertThat(summary.objectiveHistory()[11]).isLessThan(summary.objectiveHistory()[0]);
        assertThat(summary.ledger().where("part = 'compute'").first().getDouble(1))
                .isPositive();
    }

    @Test
    void weightsOfRowsCount() {
        Dataset<Row> onlySpam = train.withColumn("w", functions.col("label"));
        NeuralNetworkClassificationModel weighted =
                classifier().setMaxIter(3).setWeightCol("w").fit(onlySpam);
        long spam = weighted.transform(test).where("prediction = 1").count();
        assertThat(spam / (double) test.count()).isGreaterThan(0.8);
    }

    @Test
    void explainParamsNamesEachWithItsDefault() {
        String explained = new NeuralNetworkClassifier().explainParams();
        assertThat(explained)
                .contains(
                        "maxIter: epochs", "(default: 10)", "layers:", "thresholds:", "featuresCol:", "handleInvalid:");
        for (String line : explained.lines().toList()) {
            assertThat(line).matches("\\w+: .+\\(.*(default|undefined|current).*\\)");
        }
        assertThatThrownBy(() -> new NeuralNetworkClassifier().setBatchSize(0))
                .hasMessageContaining("batchSize given invalid value 0");
    }

    @Test
    void whatWillNotDoIsSaidBeforeAnyJob() {
        List<String> messages = List.of(
                problem(new NeuralNetworkClassifier().setFeaturesCol("log")),
                problem(classifier().setFeaturesCol("labell")),
                problem(classifier().setFeaturesCol("type")),
                problem(classifier().setLabelCol("type")),
                problem(classifier().setOptimizer("adma")),
                problem(classifier().setPatience(3)),
                problem(classifier().setNetwork("{input: [57], layers: [dense: 2]}")),
                problem(classifier().setPredictionCol("id")));
        assertThat(messages.get(0)).contains("Set one of layers", "neither is set");
        assertThat(messages.get(1)).contains("featuresCol: there is no column \"labell\"", "did you mean \"label\"?");
        assertThat(messages.get(2)).contains("column \"type\" is of type string", "StringIndexer");
        assertThat(messages.get(3)).contains("labelCol: column \"type\"", "StringIndexer");
        assertThat(messages.get(4)).contains("optimizer", "adam");
        assertThat(messages.get(5)).contains("patience", "validationFraction");
        assertThat(messages.get(6)).contains("both are set");
        assertThat(messages.get(7)).contains("predictionCol: there is a column \"id\" already");
    }

    private String problem(NeuralNetworkClassifier classifier) {
        try {
            classifier.transformSchema(train.schema());
            return "";
        } catch (UserException e) {
            return e.getMessage();
        }
    }

    @Test
    void badRowsAreNamedSkippedOrKept() {
        Dataset<Row> holes = train.withColumn(
                "log",
                functions.when(functions.expr("id = 7"), functions.lit(null)).otherwise(functions.col("log")));
        assertThatThrownBy(() -> classifier().setMaxIter(1).fit(holes))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Column \"log\"")
                .hasMessageContaining("handleInvalid 'skip'");
        NeuralNetworkClassificationModel skipping =
                classifier().setMaxIter(1).setHandleInvalid("skip").fit(holes);
        assertThat(skipping.transform(holes).count()).isEqualTo(train.count() - 1);
        assertThat(skipping.copy(ParamMap.empty())
                        .setHandleInvalid("keep")
                        .transform(holes)
                        .count())
                .isEqualTo(train.count());
    }

    /** The counts as sparse vectors and as arrays of several types; {@code whole} where none has a fraction. */
    private static Dataset<Row> forms(Dataset<Row> mails) {
        Column doubles = vector_to_array(functions.col("counts"), "float64");
        mails.sparkSession()
                .udf()
                .register("sparse", (UDF1<Vector, Vector>) Vector::toSparse, SQLDataTypes.VectorType());
        return mails.withColumn("sparse", functions.callUDF("sparse", functions.col("counts")))
                .withColumn("doubles", doubles)
                .withColumn("floats", doubles.cast("array<float>"))
                .withColumn("integers", doubles.cast("array<int>"))
                .withColumn("whole", functions.expr("forall(doubles, x -> x = floor(x))"));
    }

    private static List<Double> spam(Dataset<Row> scored) {
        return scored
                .orderBy("id")
                .select(vector_to_array(functions.col("probability"), "float64").getItem(1))
                .collectAsList()
                .stream()
                .map(row -> row.getDouble(0))
                .toList();
    }
}
