package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Outcome;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Settings that will not do give one message and exit code 2, and leave no run directory. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class BadSettingsTest {
    @TempDir
    private Path folder;

    private SmallRun run;

    @BeforeEach
    void prepare(SparkSession session) {
        assertThat(session.sparkContext().isLocal()).isTrue();
        run = new SmallRun(folder);
    }

    @AfterEach
    void nothingWasTrained() {
        run.leftNothing();
    }

    @Test
    void anUnknownKeyComesWithTheNearestOne() throws IOException {
        run.trainAs("batch_size: 4", "batchsize: 4")
                .isWrongInput(
                        "small.yaml has 1 problem", "line 9: training.batchsize is unknown; did you mean batch_size?");
    }

    @Test
    void aWrongType() throws IOException {
        run.trainAs("epochs: 2", "epochs: many")
                .isWrongInput("line 9: training.epochs is \"many\"; it must be a whole number in [1, inf)");
    }

    @Test
    void aNegativeLearningRate() throws IOException {
        run.trainAs("epochs: 2", "optimizer: {adam: {learning_rate: -0.1}}")
                .isWrongInput("line 9: training.optimizer.adam.learning_rate is -0.1; it must be in ");
    }

    @Test
    void allProblemsAtOnce() throws IOException {
        Outcome outcome = run.trainAs(
                "training: {batch_size: 4, epochs: 2}",
                "training: {batch_size: 0, epochs: two, optimizer: {sgd: {momentumm: 0.9}}}",
                "--set",
                "model.loss=cross_entropie");
        outcome.isWrongInput("small.yaml has 4 problems");
        assertThat(outcome.err())
                .contains(
                        "line 9: training.batch_size is 0;",
                        "line 9: training.epochs is \"two\";",
                        "line 9: training.optimizer.sgd.momentumm is unknown; did you mean momentum?",
                        "--set: model.loss is \"cross_entropie\";",
                        "did you mean cross_entropy?");
    }

    @Test
    void anUnknownLayerComesWithTheNearestOne() throws IOException {
        run.trainAs("dense: 4", "dens: 4").isWrongInput("line 7: model.layers[0].dens is unknown; did you mean dense?");
    }

    @Test
    void aPathThatCannotBeSet() throws IOException {
        run.trainWith("training.clipnorm=4")
                .isWrongInput("--set: training.clipnorm is unknown; did you mean clip_norm?");
        run.trainWith("training.epochs")
                .isWrongInput("--set training.epochs must have the form path=value, such as training.batch_size=64");
        run.trainWith("model.layers.7=relu")
                .isWrongInput("--set model.layers.7=relu needs an item of model.layers, and 7 is none; its items are");
    }

    @Test
    void aValueThatCannotBeSet() throws IOException {
        run.trainWith("training.epochs=2.5")
                .isWrongInput("--set: training.epochs is 2.5; it must be a whole number in [1, inf)");
        run.trainWith("training={epochs: ").isWrongInput("--set training={epochs: ");
    }

    @Test
    void aConfigurationThatIsNotThere() {
        Path missing = folder.resolve("missing.yaml");
        Outcome.of("train", missing.toString(), "--run-dir", run.directory().toString())
                .isWrongInput(missing + " does not exist; give the path of a YAML file with settings");
    }

    @Test
    void aLayerThatDoesNotFit() throws IOException {
        run.trainAs("dense: 4", "residual: [dense: 5]")
                .isWrongInput(
                        "small.yaml has 1 problem",
                        "line 5: model: Layer 0: residual needs inner layers that keep the shape; these take [2] and give [5]");
    }

    @Test
    void aLossThatDoesNotFitTheOutput() throws IOException {
        run.trainAs("dense: 2]", "dense: 1]")
                .isWrongInput("small.yaml has 1 problem", "model: ", "cross_entropy", "[1]");
    }

    @Test
    void anUnknownCommandAndAnUnknownOption() throws IOException {
        assertThat(Outcome.of("trian"))
                .extracting(
                        Outcome::code,
                        outcome -> outcome.err().lines().findFirst().orElseThrow())
                .containsExactly(2, "Unmatched argument at index 0: 'trian'");
        assertThat(run.train("--epochs", "3"))
                .extracting(
                        Outcome::code,
                        outcome -> outcome.err().lines().findFirst().orElseThrow())
                .containsExactly(2, "Unknown options: '--epochs', '3'");
    }

    @Test
    void aJarThatIsNotOnTheClassPath() throws IOException {
        Outcome outcome = run.train("--jars", "my.jar");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--jars names jars that are not on the class path.");
    }

    @Test
    void aLayerOfOnesOwnWithoutItsJar() throws IOException {
        run.trainAs("relu", "com.example.Swish")
                .isWrongInput(
                        "small.yaml has 1 problem",
                        "line 7: model.layers[1]: there is no class com.example.Swish on the class path; give its jar by"
                                + " --jars");
        run.leftNothing();
    }

    @Test
    void aSettingThatWaitsForValidationWithoutAny() throws IOException {
        run.trainWith("training.early_stopping={patience: 2}")
                .isWrongInput("training.early_stopping needs validation rows; give data.validation");
        run.trainWith("training.schedule={reduce_on_plateau: {factor: 0.5}}")
                .isWrongInput("training.schedule.reduce_on_plateau needs validation rows");
    }

    @Test
    void aForgottenFlatten() throws IOException {
        // Two vectors a row, a class for each: but a row has one label.
        run.train("--set", "model={input: [2, 1], layers: [dense: 3], loss: cross_entropy}")
                .isWrongInput(
                        "\"y\" is of type int, one label a row, but the network gives a class for each of 2 vectors. Put"
                                + " a flatten");
    }

    @Test
    void aFigureThatIsNotMeasured() throws IOException {
        run.trainWith("training.monitor=rmse")
                .isWrongInput("--set: training.monitor is rmse; with this loss it must be one of loss, accuracy");
    }

    @Test
    void anAugmentationOfPicturesOnRowsThatAreNone() throws IOException {
        run.trainWith("training.augmentation=[noise: 0.1, flip]")
                .isWrongInput(
                        "small.yaml has 1 problem",
                        "--set: training.augmentation[1].flip: it changes pictures, rows of shape [channels, height, width],"
                                + " but the model's input is [2]. Give the input such a shape, as [3, 32, 32],");
    }

    @Test
    void anAugmentationThatIsWrong() throws IOException {
        run.trainWith("training.augmentation=[mixup, mixup: 0.4]")
                .isWrongInput("training.augmentation[1].mixup is there for the second time");
        run.trainWith("training.augmentation=[shfit: 2]")
                .isWrongInput("training.augmentation[0].shfit is unknown; did you mean shift?");
        run.trainWith("training.augmentation=[mixup: 0]")
                .isWrongInput("training.augmentation[0].mixup.alpha is 0; it must be in (0, inf)");
    }
}
