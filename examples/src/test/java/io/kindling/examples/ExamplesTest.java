package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.ModelEvaluation;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results that README promises, reached on the real data. */
class ExamplesTest {
    private static SparkCluster cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        cluster = SparkCluster.open("examples", Optional.of("local[2]"), Map.of());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void oneNeuronOnExclamationMarksAndFreeTellsThreeOfFourMails() {
        assertThat(train("spam-neuron").test().get("accuracy")).isBetween(0.766, 0.786);
    }

    @Test
    void aSmallNetworkOnAllNumbersOfAMailIsRightInNinetyFourOfAHundred() {
        assertThat(train("spam-mlp").test().get("accuracy")).isGreaterThanOrEqualTo(0.94);
    }

    @Test
    void thePriceOfADiamondIsExplainedToNinetySevenAndAHalfPercent() {
        Summary summary = train("diamonds");
        assertThat(summary.test().get("r2")).isGreaterThanOrEqualTo(0.975);
        // In dollars, although the network learns standardised prices.
        assertThat(summary.test().get("rmse")).isBetween(400.0, 640.0);
    }

    @Test
    void digitsAreReadWithLessThanTwoPointTwoPercentOfErrorsAndTheStoredModelAgrees() {
        Summary summary = train("mnist-mlp");
        assertThat(summary.test().get("accuracy")).isGreaterThanOrEqualTo(0.978);
        Path model = folder.resolve("mnist-mlp");
        StoredModel stored = StoredModel.load(model);
        Map<String, Double> again = ModelEvaluation.figures(
                cluster,
                stored,
                cluster.pipeline(StoredModel.directory(model), stored.model()),
                config("mnist-mlp").data().test().orElseThrow());
        assertThat(again.get("accuracy")).isEqualTo(summary.test().get("accuracy"));
    }

    @Test
    void aRunFromJavaWorks() {
        RunConfig config = ConfigLoader.load(Path.of("conf/spam-mlp.yaml"), List.of("training.epochs=2"))
                .withModel(TrainFromJava.network());
        Summary summary = TrainFromJava.train(config, RunDirectory.create(folder.resolve("java")), cluster);
        assertThat(summary.test().get("accuracy")).isGreaterThan(0.85);
    }

    private Summary train(String name) {
        RunDirectory directory = RunDirectory.create(folder.resolve(name));
        return new TrainingRun(config(name), directory, cluster, System.out, 0, List.of()).execute();
    }

    private static RunConfig config(String name) {
        return ConfigLoader.load(Path.of("conf", name + ".yaml"), List.of());
    }
}
