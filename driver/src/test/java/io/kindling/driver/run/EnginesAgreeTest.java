package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.io.OutputStream;
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

/** One configuration, one digest: whatever the engine, the source's partitions, the number of threads and the process. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class EnginesAgreeTest {
    /** Token ids of 0 to 29 words, of which the network takes 20; to be completed by source and engine. */
    private static final String SEQUENCES = """
            name: sequences
            data:
              train: {format: parquet, path: '%s'}
              validation: {fraction: 0.1}
              columns: [tokens]
              label: y
              sequences: {length: 20}
              transformers:
                - SQLTransformer: {statement: "SELECT *, transform(words, w -> int(w) + 1) AS tokens FROM __THIS__"}
            model:
              input: [20]
              layers:
                - embedding: {vocabulary: 91, features: 8}
                - positional_embedding: 20
                - transformer_block: {heads: 2, feed_forward: 16, dropout: 0.1}
                - concatenate: {branches: [[gru: 6], [lstm: 6], [global_avg_pool1d]]}
                - dense: 3
              loss: cross_entropy
            training: {batch_size: 61, epochs: 2}
            engine: %s
            spark: {shards: 3}
            """;

    /** The same words hashed into 4,096 columns. */
    private static final String HASHED = """
            name: hashed
            data:
              train: {format: parquet, path: '%s'}
              validation: {fraction: 0.1}
              label: y
              log1p: true
              transformers:
                - HashingTF: {inputCol: words, outputCol: hashed, numFeatures: 4096}
            model:
              input: [4096]
              layers: [dense: 16, relu, dense: 3]
              loss: cross_entropy
            training: {batch_size: 61, epochs: 2}
            engine: %s
            spark: {shards: 3}
            """;

    @TempDir
    private Path folder;

    @Test
    void theWeightsAgreeInEveryBit(SparkSession spark) throws IOException, InterruptedException {
        Set<String> digests = new TreeSet<>();
        for (int partitions : new int[] {1, 2, 7}) {
            Path source = mails(spark, partitions);
            for (String engine : new String[] {"local", "spark"}) {
                digests.add(train(spark, yaml(source, engine), engine));
            }
        }
        Path source = folder.resolve("spam-2");
        for (String engine : new String[] {"local", "spark"}) {
            digests.add(trainInANewProcess(source, engine, "local[1]"));
        }
        digests.add(trainInANewProcess(source, "spark", "local[2]"));
        assertThat(digests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {SEQUENCES, HASHED})
    void textsGiveTheSameWeights(String textual, SparkSession spark) throws IOException {
        Set<String> digests = new TreeSet<>();
        for (int partitions : new int[] {1, 2, 7}) {
            Path source = folder.resolve("texts-" + partitions);
            spark.range(400)
                    .selectExpr(
                            "transform(slice(sequence(1, 30), 1, int(id % 30)), i -> string(pmod(hash(id, i), 90)))"
                                    + " words",
                            "id % 3 y")
                    .repartition(partitions)
                    .write()
                    .parquet(source.toString());
            for (String engine : new String[] {"local", "spark"}) {
                digests.add(train(spark, textual.formatted(source, engine), engine));
            }
        }
        assertThat(digests).hasSize(1);
    }

    @Test
    void theyAgreeOnAugmentedRowsToo(SparkSession spark) throws IOException {
        Set<String> digests = new TreeSet<>();
        for (int partitions : new int[] {1, 2, 7}) {
            Path source = mails(spark, partitions);
            for (String engine : new String[] {"local", "spark"}) {
                digests.add(train(spark, augmented(yaml(source, engine)), engine));
            }
        }
        assertThat(digests).hasSize(1);
        String plain = yaml(folder.resolve("spam-2"), "local");
        assertThat(digests).doesNotContain(train(spark, plain, "local"));
    }

    /** The numbers of a mail as a picture of 7 × 8, with all that can be done to one. */
    private static String augmented(String yaml) {
        return yaml.replace("input: [56]", "input: [1, 7, 8]")
                .replace(
                        "layers: [",
                        "layers: [conv2d: {filters: 6, kernel: 3, padding: same}, batch_norm, relu, max_pool2d: 2,"
                                + " add: {branches: [[], [group_norm: 2, tanh]]}, flatten, ")
                .replace(
                        "training:",
                        "training:\n  augmentation: [shift: 1, rotation: 20, zoom: 0.2, crop: 0.5, flip, cutout: 3,"
                                + " noise: 0.1, mixup]");
    }

    /** The mails in so many partitions. */
    private Path mails(SparkSession spark, int partitions) {
        Path source = folder.resolve("spam-" + partitions);
        spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(Home.path("examples/data/spambase/spambase.csv.gz").toString())
                .repartition(partitions)
                .write()
                .parquet(source.toString());
        return source;
    }

    private String train(SparkSession spark, String yaml, String engine) throws IOException {
        RunConfig config = ConfigLoader.parse("test", yaml);
        Path path = Files.createTempDirectory(folder, "run");
        RunDirectory directory = RunDirectory.create(path);
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        TrainingRun run = new TrainingRun(config, directory, SparkCluster.of(spark), silent, 0, List.of());
        Summary summary = run.execute();
        assertThat(summary.engine()).isEqualTo(engine);
        assertThat(summary.exact()).isTrue();
        assertThat(Files.exists(path.resolve("augmentation.png"))).isEqualTo(yaml.contains("augmentation"));
        return summary.weightsSha256();
    }

    private String trainInANewProcess(Path source, String engine, String master)
            throws IOException, InterruptedException {
        Path conf = Files.writeString(folder.resolve("conf-" + engine + ".yaml"), yaml(source, engine));
        Path directory = Files.createTempDirectory(folder, "process");
        new OtherJvm(folder)
                .run(
                        "spark.ui.enabled=false",
                        "train",
                        conf.toString(),
                        "--run-dir",
                        directory.toString(),
                        "--master",
                        master)
                .succeeded();
        return new ObjectMapper()
                .readTree(directory.resolve("summary.json").toFile())
                .get("weights_sha256")
                .asText();
    }

    /** Standardised features, row weights, dropout, a residual, three unequal shards, batches that divide nothing. */
    private static String yaml(Path source, String engine) {
        return String.join(
                "\n",
                "name: engines",
                "seed: 3",
                "data:",
                "  train: {format: parquet, path: '" + source + "', where: id % 5 <> 0}",
                "  validation: {fraction: 0.1}",
                "  exclude: [id]",
                "  weight: capitalAve",
                "  label: {column: type, classes: [nonspam, spam]}",
                "  standardize: true",
                "model:",
                "  input: [56]",
                "  layers: [dense: 24, gelu, dropout: 0.2, residual: [dense: 24, tanh], dense: 2]",
                "  loss: {cross_entropy: {label_smoothing: 0.05}}",
                "training:",
                "  batch_size: 97",
                "  epochs: 2",
                "  optimizer: {adamw: {learning_rate: 0.003}}",
                "  clip_norm: 1",
                "engine: " + engine,
                "spark: {shards: 3}");
    }
}
