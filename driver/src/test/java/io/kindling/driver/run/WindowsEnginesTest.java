package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Windows of texts, and a class for each of their bytes: one digest, however the texts are spread, from both engines. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class WindowsEnginesTest {
    @TempDir
    private Path folder;

    @Test
    void theWeightsAgreeInEveryBit(SparkSession spark) throws IOException {
        Dataset<Row> lines = spark.read()
                .text(Home.path("examples/data/text/prideprejudice.txt.gz").toString())
                .where("length(value) > 60")
                .limit(200)
                .cache();
        Set<String> digests = new TreeSet<>();
        for (int partitions : new int[] {1, 2, 7}) {
            Path source = folder.resolve("lines-" + partitions);
            lines.repartition(partitions).write().parquet(source.toString());
            for (String engine : new String[] {"local", "spark"}) {
                Summary summary = train(spark, source, engine);
                digests.add(summary.weightsSha256());
                assertThat(summary.test().get("loss")).isBetween(2.0, Math.log(256));
            }
        }
        assertThat(digests).hasSize(1);
    }

    private Summary train(SparkSession spark, Path source, String engine) throws IOException {
        String yaml = String.join(
                "\n",
                "name: windows",
                "data:",
                "  train: {format: parquet, path: '" + source + "', where: ends_at <= 0.7}",
                "  test: {format: parquet, path: '" + source + "', where: starts_at >= 0.7}",
                "  windows: {length: 10, stride: 6}",
                "  scale: 0.01",
                "model:",
                "  input: [10]",
                "  layers: [reshape: [10, 1], dense: 16, tanh, dropout: 0.1, dense: 256]",
                "  loss: cross_entropy",
                "training: {batch_size: 37, epochs: 1, optimizer: {adam: {learning_rate: 0.01}}}",
                "engine: " + engine,
                "spark: {shards: 3}");
        RunConfig config = ConfigLoader.parse("test", yaml);
        RunDirectory directory = RunDirectory.create(Files.createTempDirectory(folder, "run"));
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new TrainingRun(config, directory, SparkCluster.of(spark), silent, 0, List.of()).execute();
    }
}
