package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs by L-BFGS: networks on mails, with batch norm and penalties, and digits. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class SolverRunsTest {
    private static final String MAILS = """
            name: mails
            seed: 5
            data:
              train: {path: "%s", where: id %% 3 = 0}
              validation: {fraction: 0.2}
              exclude: [id]
              label: {column: type, classes: [nonspam, spam]}
              log1p: true
              standardize: true
            model:
              input: [57]
              layers: [dense: 12, batch_norm, tanh, dense: 1]
              loss: binary_cross_entropy
            training:
              batch_size: 256
              epochs: 9
              solver: {lbfgs: {history: 4, l2: 0.001}}
            engine: local
            spark: {shards: 3}
            """.formatted(Home.path("examples/data/spambase/spambase.csv.gz"));

    /** It ends by itself after some iterations. */
    private static final String CONVERGING = MAILS.replace("dense: 12, batch_norm, tanh, ", "")
            .replace("{history: 4, l2: 0.001}", "{l2: 0.05, tolerance: 1e-3}")
            .replace("epochs: 9", "epochs: 100");

    private static final String DIGITS = """
            name: digits
            seed: 1
            data:
              train: {format: idx, images: "%1$s/t10k-images-idx3-ubyte.gz", labels: "%1$s/t10k-labels-idx1-ubyte.gz"}
              validation: {fraction: 0.2}
              scale: 0.00392156862745098
            model:
              input: [784]
              layers: [dense: 10]
              loss: cross_entropy
            training:
              epochs: 30
              solver: {lbfgs: {l2: 0.01}}
            engine: local
            spark: {shards: 2}
            """.formatted(Home.path("examples/data/mnist"));

    @TempDir
    private Path folder;

    private static SparkCluster cluster;
    private static Summary whole;
    private String printed = "";

    @BeforeAll
    static void train(SparkSession spark, @TempDir Path folder) {
        cluster = SparkCluster.of(spark);
        whole = new SolverRunsTest().run(MAILS, RunDirectory.create(folder.resolve("whole")), Long.MAX_VALUE);
        assertThat(whole.result().steps()).isEqualTo(9);
        assertThat(whole.result().status()).isEqualTo(Status.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", l1: 0.001"})
    void bothEnginesGiveTheSameBits(String penalty) {
        String yaml = MAILS.replace("l2: 0.001", "l2: 0.001" + penalty);
        Summary threads = run(yaml, fresh("local"), Long.MAX_VALUE);
        Summary executors = run(yaml.replace("engine: local", "engine: spark"), fresh("spark"), Long.MAX_VALUE);
        assertThat(executors.weightsSha256()).isEqualTo(threads.weightsSha256());
        assertThat(threads.weightsSha256().equals(whole.weightsSha256())).isEqualTo(penalty.isEmpty());
        assertThat(threads.exact()).isTrue();
    }

    @Test
    void aNetworkWithBatchNormLearnsInAFewIterations() {
        assertThat(whole.result().validation().get("accuracy")).isGreaterThan(0.9);
        assertThat(whole.result().trainLoss()).isLessThan(0.2);
    }

    /** The first stop is before the first iteration, where there is no checkpoint yet. */
    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void stoppedAfterSomeIterationsItEndsWithTheSameBits(String engine) {
        String yaml = MAILS.replace("engine: local", "engine: " + engine);
        Path path = folder.resolve("steps");
        assertThat(run(yaml, RunDirectory.create(path), 0).result().steps()).isZero();
        for (long step : new long[] {1, 4, 5, 8}) {
            Summary stopped = run(yaml, RunDirectory.resume(Location.of(path)), step);
            assertThat(stopped.result().status()).isEqualTo(Status.STOPPED);
            assertThat(stopped.result().steps()).isEqualTo(step);
        }
        isTheWhole(run(yaml, RunDirectory.resume(Location.of(path)), Long.MAX_VALUE));
    }

    /** A stop right after a resumption writes the same checkpoint once more. */
    @Test
    void aRunThatIsStoppedBeforeItHasGoneOnForgetsNothing() {
        Path path = folder.resolve("twice");
        run(MAILS, RunDirectory.create(path), 6);
        assertThat(run(MAILS, RunDirectory.resume(Location.of(path)), 0)
                        .result()
                        .steps())
                .isEqualTo(6);
        isTheWhole(run(MAILS, RunDirectory.resume(Location.of(path)), Long.MAX_VALUE));
        assertThat(printed).contains("resuming after step 6");
    }

    @Test
    void whatHasConvergedSaysSoAndHasNothingLeftToDo() {
        Path path = folder.resolve("converging");
        Summary ended = run(CONVERGING, RunDirectory.create(path), Long.MAX_VALUE);
        assertThat(ended.result().status()).isEqualTo(Status.CONVERGED);
        assertThat(ended.result().steps()).isBetween(4L, 40L);
        assertThat(ended.result().reason()).get().asString().contains("the gradient's norm is", "within the tolerance");
        assertThat(printed).contains("converged after " + ended.result().steps() + " steps (the gradient's norm is");
        RunDirectory again = RunDirectory.resume(Location.of(path));
        assertThat(FinishedRun.nothingLeft(again, ConfigLoader.parse("again", CONVERGING)))
                .contains("the run in " + path + " has converged; there is nothing left to do");
    }

    @Test
    void validationThatGetsNoBetterStopsItEarly() {
        String yaml = MAILS.replace("l2: 0.001", "l2: 0")
                .replace("dense: 12", "dense: 48")
                .replace("epochs: 9", "epochs: 200\n  early_stopping: {patience: 3}");
        Summary early = run(yaml, fresh("early"), Long.MAX_VALUE);
        assertThat(early.result().status()).isEqualTo(Status.EARLY_STOPPED);
        assertThat(early.result().reason()).isEmpty();
        assertThat(early.result().bestStep()).isEqualTo(early.result().steps() - 3);
    }

    @Test
    void digitsAreReadByTenNeuronsWithoutAnyLearningRate() {
        Summary digits = run(DIGITS, fresh("digits"), Long.MAX_VALUE);
        assertThat(digits.result().validation().get("accuracy")).isGreaterThan(0.88);
        Summary executors = run(DIGITS.replace("engine: local", "engine: spark"), fresh("digits-2"), Long.MAX_VALUE);
        assertThat(executors.weightsSha256()).isEqualTo(digits.weightsSha256());
    }

    private static void isTheWhole(Summary ended) {
        assertThat(ended.result().status()).isEqualTo(Status.COMPLETED);
        assertThat(ended.weightsSha256()).isEqualTo(whole.weightsSha256());
        assertThat(ended.result().trainLoss()).isEqualTo(whole.result().trainLoss());
        assertThat(ended.result().validation()).isEqualTo(whole.result().validation());
        assertThat(ended.result().bestStep()).isEqualTo(whole.result().bestStep());
    }

    private RunDirectory fresh(String name) {
        return RunDirectory.create(folder.resolve(name));
    }

    /** Runs until an iteration, and then stops as by Ctrl-C; 0 stops before there is any. */
    private Summary run(String yaml, RunDirectory directory, long until) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TrainingRun[] self = new TrainingRun[1];
        TrainingListener stopping = new TrainingListener() {
            @Override
            public void step(StepReport step) {
                if (step.step() >= until) {
                    self[0].stop();
                }
            }
        };
        self[0] = new TrainingRun(
                ConfigLoader.parse("test", yaml),
                directory,
                cluster,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                0,
                List.of(stopping));
        if (until == 0) {
            self[0].stop();
        }
        try {
            return self[0].execute();
        } finally {
            printed = out.toString(StandardCharsets.UTF_8);
        }
    }
}
