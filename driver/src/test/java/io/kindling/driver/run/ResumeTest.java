package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.Home;
import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.FaultyFileSystem;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.store.WeightsDigest;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails, with all that a run remembers: a run that was stopped after any step ends with the weights of one that was not. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class ResumeTest {
    private static final String YAML = """
            name: resumed
            seed: 5
            data:
              train: {path: "%s", where: id %% 9 = 0}
              validation: {fraction: 0.2}
              exclude: [id]
              label: {column: type, classes: [nonspam, spam]}
              log1p: true
              standardize: true
            model:
              input: [57]
              layers: [dense: 12, batch_norm, relu, dropout: 0.3, dense: 1]
              loss: binary_cross_entropy
            training:
              batch_size: 97
              epochs: 3
              optimizer: {adam: {learning_rate: 0.05}}
              schedule: {reduce_on_plateau: {factor: 0.5, patience: 0, warmup_steps: 2}}
              early_stopping: {patience: 50}
              clip_norm: 1
              validate_every_steps: 2
              log_every_steps: 3
            engine: local
            """.formatted(Home.path("examples/data/spambase/spambase.csv.gz"));

    @TempDir
    private static Path folder;

    private static SparkCluster cluster;
    private static Ended whole;
    private String printed = "";

    /** How a run ended, and the lines of its metrics.csv without the speed. */
    private record Ended(Summary summary, List<String> metrics) {}

    @BeforeAll
    static void train(SparkSession spark) throws IOException {
        cluster = SparkCluster.of(spark);
        whole = new ResumeTest().run(YAML, RunDirectory.create(folder.resolve("whole")), Long.MAX_VALUE);
        assertThat(whole.summary.result().steps()).isBetween(9L, 20L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void stoppedAfterEachStepItEndsWithTheSameBits(String engine) throws IOException {
        Path path = folder.resolve("steps-" + engine);
        String yaml = YAML.replace("engine: local", "engine: " + engine);
        run(yaml, RunDirectory.create(path), 1);
        long steps = whole.summary.result().steps();
        for (long step = 2; step < steps; step++) {
            Ended stopped = run(yaml, RunDirectory.resume(Location.of(path)), step);
            assertThat(stopped.summary.result().status()).isEqualTo(Status.STOPPED);
            assertThat(stopped.summary.result().steps()).isEqualTo(step);
            assertThat(printed).contains("resuming after step " + (step - 1) + ", from " + path + "/checkpoints/step-");
        }
        isTheWhole(run(yaml, RunDirectory.resume(Location.of(path)), Long.MAX_VALUE));
    }

    /** The other engine, a store that is no disk, a torn checkpoint, then one with nothing but the steps before. */
    @Test
    void onAnotherEngineFromAnotherStoreAndPastATornCheckpoint() throws IOException {
        Location path = Location.of(
                "faulty:" + folder + "/elsewhere",
                Map.of("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName()));
        run(YAML, RunDirectory.create(path), 4);
        run(YAML, RunDirectory.resume(path), 7);
        Location newest = path.resolve("checkpoints").resolve("step-7");
        byte[] state = newest.resolve("state.json").bytes();
        newest.resolve("state.json")
                .write(new String(state, StandardCharsets.UTF_8).replace("\"step\" : 7", "\"step\" : 8"));
        Ended ended = run(YAML.replace("engine: local", "engine: spark"), RunDirectory.resume(path), Long.MAX_VALUE);
        assertThat(printed)
                .contains("step-7 is damaged: state.json does not have the SHA-256", "resuming after step 4, from ");
        isTheWhole(ended);
        StoredModel stored = StoredModel.load(path);
        assertThat(WeightsDigest.sha256(stored.parameters())).isEqualTo(whole.summary.weightsSha256());
        assertThat(cluster.pipeline(StoredModel.directory(path), stored.model()).width())
                .isEqualTo(57);
    }

    @Test
    void anEarlyStopIsNotOverrun() throws IOException {
        String yaml = YAML.replace("patience: 50", "patience: 1").replace("epochs: 3", "epochs: 60");
        Ended early = run(yaml, RunDirectory.create(folder.resolve("early")), Long.MAX_VALUE);
        assertThat(early.summary.result().status()).isEqualTo(Status.EARLY_STOPPED);
        long last = early.summary.result().steps();
        for (long step : new long[] {last - 1, last}) {
            Location path = Location.of(folder.resolve("early-" + step));
            run(yaml + "\n", RunDirectory.create(path), step);
            Ended again = run(yaml, RunDirectory.resume(path), Long.MAX_VALUE);
            assertThat(again.summary.weightsSha256()).isEqualTo(early.summary.weightsSha256());
            assertThat(again.summary.result().steps()).isEqualTo(last);
        }
    }

    @Test
    void moreEpochsGoOnAndNoCheckpointBeginsFromTheStart() throws IOException {
        Location path = Location.of(folder.resolve("more"));
        run(YAML.replace("epochs: 3", "epochs: 1"), RunDirectory.create(path), 2);
        isTheWhole(run(YAML, RunDirectory.resume(path), Long.MAX_VALUE));
        String last = "step-" + whole.summary.result().steps();
        assertThat(path.resolve("checkpoints").names()).contains("step-2", last);
        assertThat(FinishedRun.nothingLeft(RunDirectory.resume(path), ConfigLoader.parse("test", YAML)))
                .hasValue("the run in " + path + " has completed all its 3 epochs; there is nothing left to do");
        path.resolve("checkpoints").delete();
        isTheWhole(run(YAML, RunDirectory.resume(path), Long.MAX_VALUE));
        assertThat(printed).contains("no checkpoint in " + path + "/checkpoints; the run begins from the start");
    }

    @Test
    void changedRowsAndSettingsAreRefusedAndLeaveTheRunAsItWas() throws IOException {
        Location path = Location.of(folder.resolve("changed"));
        run(YAML, RunDirectory.create(path), 3);
        assertThatThrownBy(() ->
                        run(YAML.replace("dropout: 0.3", "dropout: 0.4"), RunDirectory.resume(path), Long.MAX_VALUE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("model.layers[3].dropout.rate: was 0.3, is 0.4");
        assertThatThrownBy(() -> run(YAML + "spark: {shards: 5}", RunDirectory.resume(path), Long.MAX_VALUE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("spark.shards: was 2, is 5");
        isTheWhole(run(YAML, RunDirectory.resume(path), Long.MAX_VALUE));
    }

    private static void isTheWhole(Ended ended) {
        assertThat(ended.summary.result().status()).isEqualTo(Status.COMPLETED);
        assertThat(ended.summary.weightsSha256()).isEqualTo(whole.summary.weightsSha256());
        assertThat(ended.summary.exact()).isEqualTo(whole.summary.exact());
        assertThat(ended.summary.result().trainLoss())
                .isEqualTo(whole.summary.result().trainLoss());
        assertThat(ended.summary.result().validation())
                .isEqualTo(whole.summary.result().validation());
        assertThat(ended.summary.result().bestStep())
                .isEqualTo(whole.summary.result().bestStep());
        assertThat(ended.metrics).isEqualTo(whole.metrics);
    }

    /** Runs until a step, and then stops as by Ctrl-C. */
    private Ended run(String yaml, RunDirectory directory, long until) throws IOException {
        RunConfig config = ConfigLoader.parse("test", yaml);
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
                config, directory, cluster, new PrintStream(out, true, StandardCharsets.UTF_8), 0, List.of(stopping));
        try {
            Summary summary = self[0].execute();
            return new Ended(summary, metrics(directory));
        } finally {
            printed = out.toString(StandardCharsets.UTF_8);
        }
    }

    /** Without what a clock says: rows_per_second and the milliseconds at the end. A stop leaves a line that is cut off again when the run goes on. */
    private static List<String> metrics(RunDirectory directory) throws IOException {
        return new String(directory.metrics().bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^((?:[^,]*,){5})[^,]*", "$1").replaceFirst("(?:,[^,]*){6}$", ""))
                .toList();
    }
}
