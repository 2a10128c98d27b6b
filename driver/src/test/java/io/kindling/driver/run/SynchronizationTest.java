package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on mails with local steps and compression. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class SynchronizationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{local_steps: 4}",
                "{local_steps: 4, outer: {learning_rate: 0.9, momentum: 0.5}, compression: bf16}",
                "{compression: bf16}"
            })
    void bothEnginesGiveTheSameBits(String sync, SparkSession spark) throws IOException {
        Set<String> digests = new TreeSet<>();
        for (String engine : List.of("local", "spark")) {
            Summary summary = train(spark, yaml(sync, engine, 2));
            assertThat(summary.exact()).isTrue();
            digests.add(summary.weightsSha256());
        }
        assertThat(digests).hasSize(1);
        assertThat(digests).doesNotContain(train(spark, yaml("{}", "local", 2)).weightsSha256());
    }

    @Test
    void soDoesAnotherProcessWithAnotherNumberOfSlots(SparkSession spark) throws IOException, InterruptedException {
        String sync = "{local_steps: 4, compression: bf16}";
        Path conf = Files.writeString(folder.resolve("conf.yaml"), yaml(sync, "spark", 2));
        Path directory = folder.resolve("process");
        new OtherJvm(folder)
                .run(
                        "spark.ui.enabled=false",
                        "train",
                        conf.toString(),
                        "--run-dir",
                        directory.toString(),
                        "--master",
                        "local[1]")
                .succeeded();
        assertThat(json(directory).get("weights_sha256").asText())
                .isEqualTo(train(spark, yaml(sync, "local", 2)).weightsSha256());
    }

    @Test
    void oneLocalStepIsTheExactPath(SparkSession spark) throws IOException {
        String plain = yaml("{}", "local", 2).replace("  sync: {}\n", "");
        assertThat(plain).doesNotContain("sync:");
        assertThat(train(spark, yaml("{local_steps: 1, compression: none}", "local", 2))
                        .weightsSha256())
                .isEqualTo(train(spark, plain).weightsSha256());
    }

    @Test
    void localStepsAndCompressionLearnAsWell(SparkSession spark) throws IOException {
        double exact = loss(spark, "{}");
        assertThat(exact).isLessThan(0.25);
        for (String sync : List.of(
                "{local_steps: 8}",
                "{local_steps: 8, outer: {learning_rate: 1, momentum: 0}}",
                "{local_steps: 8, compression: bf16}",
                "{compression: bf16}",
                "{compression: top_k}",
                "{local_steps: 8, compression: {top_k: 0.1}}")) {
            assertThat(loss(spark, sync)).describedAs(sync).isLessThan(1.15 * exact);
        }
    }

    @Test
    void topKSaysThatItIsNotExact(SparkSession spark) throws IOException {
        Path directory = folder.resolve("top-k");
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Summary summary =
                train(spark, yaml("{compression: {top_k: 0.05}}", "spark", 1), directory, new PrintStream(shown, true));
        assertThat(summary.exact()).isFalse();
        // Where nothing is lost, the residuals are there in the next round, on either engine.
        String onThreads = yaml("{compression: {top_k: 0.05}}", "local", 1);
        assertThat(train(spark, onThreads).weightsSha256()).isEqualTo(summary.weightsSha256());
        assertThat(json(directory).get("exact").asBoolean()).isFalse();
        assertThat(json(directory).get("not_exact_because").asText()).contains("top_k");
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("not exact: training.sync.compression: top_k");
    }

    @Test
    void withTopKTheOptimizersStateIsThereInTheNextRound(SparkSession spark) throws IOException {
        String sync = "{local_steps: 4, compression: {top_k: 0.05}}";
        assertThat(train(spark, yaml(sync, "spark", 1)).weightsSha256())
                .isEqualTo(train(spark, yaml(sync, "local", 1)).weightsSha256());
    }

    private double loss(SparkSession spark, String sync) throws IOException {
        return train(spark, yaml(sync, "local", 15)).result().validation().get("loss");
    }

    private Summary train(SparkSession spark, String yaml) throws IOException {
        return train(
                spark,
                yaml,
                Files.createTempDirectory(folder, "run"),
                new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    private static Summary train(SparkSession spark, String yaml, Path directory, PrintStream out) {
        return new TrainingRun(
                        ConfigLoader.parse("test", yaml),
                        RunDirectory.create(directory),
                        SparkCluster.of(spark),
                        out,
                        0,
                        List.of())
                .execute();
    }

    private static JsonNode json(Path directory) throws IOException {
        return new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
    }

    /** Batch norm with its running statistics, dropout, clipping, a schedule; three shards; batches that divide nothing. */
    private static String yaml(String sync, String engine, int epochs) {
        return """
                name: synchronization
                seed: 3
                data:
                  train: {format: csv, path: '%s', where: id %% 5 <> 0}
                  validation: {fraction: 0.2}
                  exclude: [id]
                  label: {column: type, classes: [nonspam, spam]}
                  log1p: true
                  standardize: true
                model:
                  input: [57]
                  layers: [dense: 24, batch_norm, relu, dropout: 0.1, dense: 1]
                  loss: binary_cross_entropy
                training:
                  batch_size: 61
                  epochs: %d
                  optimizer: {nadam: {learning_rate: 0.003}}
                  schedule: {cosine: {warmup_steps: 20}}
                  clip_norm: 1
                  validate_every_steps: 30
                  sync: %s
                engine: %s
                spark: {shards: 3}
                """.formatted(Home.path("examples/data/spambase/spambase.csv.gz"), epochs, sync, engine);
    }
}
