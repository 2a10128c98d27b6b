package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.train.TrainingResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The results that README promises, reached on the real data. */
class ExamplesTest {
    @RegisterExtension
    static final ConfRuns RUNS = new ConfRuns();

    @TempDir
    private Path folder;

    @Test
    void oneNeuronOnExclamationMarksAndFreeTellsThreeOfFourMails() throws IOException {
        assertThat(train("spam-neuron").test().get("accuracy")).isBetween(0.766, 0.786);
    }

    @Test
    void aSmallNetworkOnAllNumbersOfAMailIsRightInNinetyFourOfAHundred() throws IOException {
        assertThat(train("spam-mlp").test().get("accuracy")).isGreaterThanOrEqualTo(0.94);
    }

    @Test
    void logisticRegressionByLbfgsIsRightInNinetyThreeOfAHundredMails() throws IOException {
        Summary summary = train("spam-logistic");
        assertThat(summary.test().get("accuracy")).isBetween(0.93, 0.94);
        assertThat(summary.result().status()).isEqualTo(Status.CONVERGED);
        assertThat(summary.result().steps()).isLessThan(100);
    }

    @Test
    void thePriceOfADiamondIsExplainedToNinetySevenAndAHalfPercent() throws IOException {
        Summary summary = train("diamonds");
        assertThat(summary.test().get("r2")).isGreaterThanOrEqualTo(0.975);
        // In dollars, although the network learns standardised prices.
        assertThat(summary.test().get("rmse")).isBetween(400.0, 640.0);
    }

    @Test
    void digitsAreReadWithLessThanTwoPointTwoPercentOfErrorsAndTheStoredModelAgrees() throws IOException {
        Summary summary = train("mnist-mlp");
        assertThat(summary.test().get("accuracy")).isGreaterThanOrEqualTo(0.978);
        assertThat(RUNS.test(ConfRuns.config("mnist-mlp"), folder.resolve("mnist-mlp"))
                        .get("accuracy"))
                .isEqualTo(summary.test().get("accuracy"));
    }

    @Test
    void aRunFromJavaWorks() {
        RunConfig config = ConfRuns.config("spam-mlp", "training.epochs=2").withModel(TrainFromJava.network());
        Summary summary = TrainFromJava.train(config, RunDirectory.create(folder.resolve("java")), RUNS.cluster());
        assertThat(summary.test().get("accuracy")).isGreaterThan(0.85);
    }

    /** A run with which nothing is wrong, and nothing is said to be. */
    private Summary train(String name) throws IOException {
        Summary summary = RUNS.train(ConfRuns.config(name), folder.resolve(name));
        assertThat(BrokenRunsTest.verdicts(folder.resolve(name))).isEmpty();
        return summary;
    }
}
