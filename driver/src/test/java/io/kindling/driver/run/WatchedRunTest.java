package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.LayerLine;
import io.kindling.driver.report.LayersCsv;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Mails, with the layers of each third step watched. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class WatchedRunTest {
    private static final String YAML = """
            name: watched
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
              layers: [dense: 12, relu, dropout: 0.3, residual: [dense: 12, tanh], dense: 1]
              loss: binary_cross_entropy
            training: {batch_size: 97, epochs: 5, clip_norm: 1, watch_every_steps: 3}
            spark: {shards: 3}
            engine: local
            """.formatted(Home.path("examples/data/spambase/spambase.csv.gz"));

    @TempDir
    private static Path folder;

    private static SparkCluster cluster;
    private static Summary summary;
    private static List<LayerLine> lines;

    @BeforeAll
    static void train(SparkSession spark) throws IOException {
        cluster = SparkCluster.of(spark);
        summary = run(YAML, RunDirectory.create(folder.resolve("whole")), Long.MAX_VALUE);
        lines = LayersCsv.read(Location.of(folder.resolve("whole/layers.csv")), Long.MAX_VALUE);
    }

    @Test
    void eachLookHasALineForEachLayerAndTheFirstAndLastStepsAreAmongThem() {
        assertThat(lines.subList(0, 7))
                .extracting(line -> line.layer() + " " + line.kind())
                .containsExactly(
                        "layers.0 dense",
                        "layers.1 relu",
                        "layers.2 dropout",
                        "layers.3.0 dense",
                        "layers.3.1 tanh",
                        "layers.3 residual",
                        "layers.4 dense");
        assertThat(lines)
                .extracting(LayerLine::step)
                .contains(1L, 4L, 7L, summary.result().steps());
        LayerLine dense = lines.get(0);
        assertThat(dense.mean()).isNaN();
        assertThat(dense.parameterNorm()).isBetween(1.0, 20.0);
        assertThat(dense.gradientNorm()).isPositive();
        assertThat(dense.updateRatio()).isBetween(1e-4, 0.1);
        assertThat(lines.get(1).dead()).isBetween(0.0, 0.5);
        assertThat(lines.get(4).saturated()).isBetween(0.0, 0.5);
        assertThat(lines.get(6).outputGradient()).isBetween(0.1, 1.0);
    }

    @Test
    void bothEnginesAndAnyPartitioningTellTheSame() throws IOException {
        String executors = YAML.replace("engine: local", "engine: spark");
        Summary other = run(executors, RunDirectory.create(folder.resolve("spark")), Long.MAX_VALUE);
        assertThat(Files.readString(folder.resolve("spark/layers.csv")))
                .isEqualTo(Files.readString(folder.resolve("whole/layers.csv")));
        assertThat(other.weightsSha256()).isEqualTo(summary.weightsSha256());
    }

    @Test
    void watchingChangesNoWeight() throws IOException {
        Summary unwatched = run(
                YAML.replace("watch_every_steps: 3", "watch_every_steps: 0"),
                RunDirectory.create(folder.resolve("unwatched")),
                Long.MAX_VALUE);
        assertThat(unwatched.weightsSha256()).isEqualTo(summary.weightsSha256());
        assertThat(folder.resolve("unwatched/layers.csv")).content().hasLineCount(1);
    }

    @Test
    void localStepsHaveUpdatesButNoGradientInCommon() throws IOException {
        run(
                YAML.replace("clip_norm: 1", "sync: {local_steps: 2}"),
                RunDirectory.create(folder.resolve("local")),
                Long.MAX_VALUE);
        List<LayerLine> local = LayersCsv.read(Location.of(folder.resolve("local/layers.csv")), Long.MAX_VALUE);
        assertThat(local.get(0).gradientNorm()).isNaN();
        assertThat(local.get(0).updateRatio()).isPositive();
        assertThat(local.get(1).mean()).isCloseTo(lines.get(1).mean(), within(0.05));
    }

    @Test
    void aRunThatGoesOnKeepsTheLinesUntilItsCheckpoint() throws IOException {
        Path path = folder.resolve("resumed");
        run(YAML, RunDirectory.create(path), 8);
        run(YAML, RunDirectory.resume(Location.of(path)), Long.MAX_VALUE);
        List<LayerLine> resumed = LayersCsv.read(Location.of(path.resolve("layers.csv")), Long.MAX_VALUE);
        assertThat(resumed)
                .extracting(LayerLine::step)
                .containsExactlyElementsOf(lines.stream().map(LayerLine::step).toList());
        assertThat(resumed)
                .extracting(LayerLine::updateRatio)
                .containsExactlyElementsOf(
                        lines.stream().map(LayerLine::updateRatio).toList());
        assertThat(path.resolve("verdicts.json")).content().contains("\"verdicts\" : [ ]");
    }

    private static Summary run(String yaml, RunDirectory directory, long stopAfter) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        TrainingRun[] run = new TrainingRun[1];
        TrainingListener stop = TrainingListener.onStep((StepReport step) -> {
            if (step.step() >= stopAfter) {
                run[0].stop();
            }
        });
        run[0] = new TrainingRun(
                ConfigLoader.parse("test", yaml),
                directory,
                cluster,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                0,
                List.of(stop));
        return run[0].execute();
    }
}
