package io.kindling.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.tracking.mlflow.MlflowStandIn;
import io.kindling.driver.tracking.tensorboard.EventFiles;
import io.kindling.driver.train.DivergedException;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.Event;

/** Estimators that tell TensorBoard and MLflow of what they learn from mails. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackingTest {
    @TempDir
    private Path folder;

    private Dataset<Row> mails;

    @BeforeAll
    void read(SparkSession spark) {
        mails = Frames.trainingMails(spark).cache();
    }

    private static NeuralNetworkClassifier classifier() {
        return new NeuralNetworkClassifier("spam")
                .setLayers(57, 16, 2)
                .setFeaturesCol("log")
                .setStandardization(true)
                .setValidationFraction(0.2)
                .setMaxIter(3)
                .setNumShards(2)
                .setStepSize(0.01);
    }

    @Test
    void aFitWritesEventFilesWithItsFiguresAndHistogramsAndLearnsTheSame() throws IOException {
        NeuralNetworkClassificationModel model = classifier()
                .setTensorBoardDir(folder.resolve("boards").toString())
                .fit(mails);

        List<Event> events = EventFiles.inFolder(onlyFolderIn("boards"));
        Map<String, Float> scalars = EventFiles.scalars(events);
        List<Row> history = model.summary().history().collectAsList();
        assertThat(history).hasSize(3);
        for (Row line : history) {
            long step = line.<Long>getAs("step");
            for (String figure : List.of("loss", "accuracy")) {
                assertThat(scalars.get("validation/" + figure + " at " + step)).isEqualTo((float)
                        line.<Double>getAs("validation_" + figure).doubleValue());
            }
            assertThat(scalars.get("learning_rate at " + step)).isCloseTo(0.01f, within(1e-8f));
        }
        assertThat(scalars).containsKey("train/loss at " + model.summary().totalIterations());
        assertThat(events)
                .anyMatch(event -> event.getSummary().getValueList().stream()
                        .anyMatch(value -> value.getTag().equals("weights/layers.0.weight")
                                && value.getHisto().getNum() == 57 * 16));
        assertThat(model.parameters()).isEqualTo(classifier().fit(mails).parameters());
    }

    @Test
    void fitsThatGoOnAtTheSameTimeHaveAFolderAndARunEach() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            NeuralNetworkClassifier classifier = classifier()
                    .setTensorBoardDir(folder.resolve("crossed").toString())
                    .setMlflowUri(server.address());
            ParamMap[] grid = new ParamGridBuilder()
                    .addGrid(classifier.stepSize(), new double[] {0.001, 0.01})
                    .build();
            new CrossValidator()
                    .setEstimator(classifier)
                    .setEstimatorParamMaps(grid)
                    .setEvaluator(new MulticlassClassificationEvaluator())
                    .setNumFolds(2)
                    .setParallelism(2)
                    .fit(mails);

            // Two folds with two settings, and the better one on all rows.
            Location boards = Location.of(folder.resolve("crossed"));
            assertThat(boards.names()).hasSize(5).allMatch(name -> name.matches("spam-[0-9]{8}-[0-9]{6}-[0-9a-f]{8}"));
            for (String name : boards.names()) {
                assertThat(boards.resolve(name).names()).hasSize(1);
            }
            // Of two that look for the experiment at the same time, the second is told that there is one by now.
            assertThat(server.refusals).isSubsetOf("RESOURCE_ALREADY_EXISTS");
            assertThat(server.experiments).containsOnlyKeys("spam");
            assertThat(server.runs.values())
                    .hasSize(5)
                    .allSatisfy(run -> assertThat(run.statuses).containsExactly("RUNNING", "FINISHED"))
                    .extracting(run -> run.name)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(boards.names());
            assertThat(server.runs.values())
                    .extracting(run -> run.params.get("training.optimizer.adam.learning_rate"))
                    .contains("0.001", "0.01");
        }
    }

    @Test
    void mlflowHasTheSettingsTheFiguresAndTheEnd() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            NeuralNetworkClassificationModel model = classifier()
                    .setMlflowUri(server.address())
                    .setMlflowExperiment("mails and more")
                    .fit(mails);

            MlflowStandIn.Run run = server.onlyRun();
            assertThat(server.refusals).isEmpty();
            assertThat(server.experiments).containsOnlyKeys("mails and more");
            assertThat(run.params)
                    .containsEntry("model.layers.0.dense.units", "16")
                    .containsEntry("spark.shards", "2");
            Row last = model.summary().history().collectAsList().get(2);
            assertThat(run.figures())
                    .containsEntry(
                            "validation/accuracy at " + last.getAs("step"), last.<Double>getAs("validation_accuracy"));
            assertThat(run.tags)
                    .containsEntry("kindling.name", "spam")
                    .containsEntry("kindling.status", "completed")
                    .containsEntry("mlflow.source.name", "io.kindling.ml")
                    .containsKey("kindling.weights_sha256")
                    .doesNotContainKeys("kindling.run_directory", "kindling.model");
            assertThat(run.statuses).containsExactly("RUNNING", "FINISHED");
        }
    }

    @Test
    void anInterruptedFitIsKilledThereAndOneThatDivergesHasFailed() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            classifier()
                    .setMlflowUri(server.address())
                    .addListener(new TrainingListener() {
                        @Override
                        public void step(StepReport step) {
                            if (step.step() == 5) {
                                Thread.currentThread().interrupt();
                            }
                        }
                    })
                    .fit(mails);
            assertThat(server.onlyRun().statuses).containsExactly("RUNNING", "KILLED");
        }
        try (MlflowStandIn server = new MlflowStandIn()) {
            NeuralNetworkClassifier wild = classifier()
                    .setMlflowUri(server.address())
                    .setOptimizer("sgd")
                    .setStepSize(1e38);
            assertThatThrownBy(() -> wild.fit(mails)).isInstanceOf(DivergedException.class);
            assertThat(server.onlyRun().statuses).containsExactly("RUNNING", "FAILED");
        }
    }

    @Test
    void aFitThatGoesOnFromACheckpointSaysSo() throws IOException {
        NeuralNetworkClassifier classifier = classifier()
                .setCheckpointInterval(1)
                .setCheckpointDir(folder.resolve("checkpoints").toString());
        long steps = classifier.fit(mails).summary().totalIterations();
        try (MlflowStandIn server = new MlflowStandIn()) {
            classifier
                    .setMaxIter(4)
                    .setMlflowUri(server.address())
                    .setTensorBoardDir(folder.resolve("resumed").toString())
                    .fit(mails);
            assertThat(server.onlyRun().tags).containsEntry("kindling.resumed_after_step", Long.toString(steps));
        }
        assertThat(EventFiles.scalars(EventFiles.inFolder(onlyFolderIn("resumed"))))
                .allSatisfy((name, value) -> assertThat(Long.parseLong(name.substring(name.lastIndexOf(' ') + 1)))
                        .isGreaterThan(steps));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5000", "http://ali:sesame@host"})
    void anAddressThatIsNoneIsRefusedByItsNameBeforeAnyJob(String address) {
        assertThatThrownBy(() -> classifier().setMlflowUri(address).transformSchema(mails.schema()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("mlflowUri")
                .hasMessageNotContaining("tracking.mlflow")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void anExperimentWithoutAServerIsRefused() {
        assertThatThrownBy(() -> classifier().setMlflowExperiment("mails").fit(mails))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("mlflowExperiment has no server: give mlflowUri")
                .hasMessageContaining("MLFLOW_TRACKING_URI");
    }

    private Location onlyFolderIn(String name) throws IOException {
        Location boards = Location.of(folder.resolve(name));
        assertThat(boards.names()).hasSize(1);
        return boards.resolve(boards.names().get(0));
    }
}
