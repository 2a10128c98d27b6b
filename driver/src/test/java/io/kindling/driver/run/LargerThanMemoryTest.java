package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.cli.Main;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Data of four times an executor's heap, and of more than the driver's, on two executors in JVMs of their own. */
@Tag("slow")
@Tag("spark")
@ExtendWith(SparkExtension.class)
class LargerThanMemoryTest {
    private static final int HEAP_MB = 280;
    private static final int COLUMNS = 512;
    private static final int ROWS = 4 * HEAP_MB * 1024 / COLUMNS * 1024 / Float.BYTES + 1;
    private static final long MOST_MINUTES = 15;

    @TempDir
    private Path folder;

    @Test
    void aRunCompletesAlsoIfAnExecutorIsKilled(SparkSession spark) throws IOException, InterruptedException {
        Path source = folder.resolve("rows");
        spark.range(0, ROWS, 1, 8)
                .selectExpr("id", "transform(sequence(1, " + COLUMNS + "), i -> float((id * i) % 257)) x", "id % 4 y")
                .write()
                .option("compression", "none")
                .parquet(source.toString());
        JsonNode undisturbed = train(source, "undisturbed", false);
        JsonNode killed = train(source, "killed", true);
        assertThat(killed.get("weights_sha256")).isEqualTo(undisturbed.get("weights_sha256"));
        System.out.printf(
                "data of %d MB, heaps of %d MB: %.0f rows/s; with an executor killed %.0f rows/s%n",
                ((long) ROWS * COLUMNS * Float.BYTES) >> 20,
                HEAP_MB,
                undisturbed.get("rows_per_second").asDouble(),
                killed.get("rows_per_second").asDouble());
    }

    private JsonNode train(Path source, String name, boolean kill) throws IOException, InterruptedException {
        Path out = folder.resolve(name + ".txt");
        Path directory = folder.resolve(name);
        Process process = start(conf(source), directory, out);
        try {
            if (kill) {
                awaitSteps(process, directory.resolve("metrics.csv"), out);
                ProcessHandle executor = process.children()
                        .filter(LargerThanMemoryTest::isExecutor)
                        .findFirst()
                        .orElseThrow();
                assertThat(executor.destroyForcibly()).isTrue();
            }
            assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(out);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).containsPattern("of 8 shards, 11\\d\\d MB, lie in mapped files");
        return new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
    }

    private static void awaitSteps(Process process, Path metrics, Path out) throws IOException, InterruptedException {
        for (long second = 0; second < 60 * MOST_MINUTES; second++) {
            if (Files.exists(metrics) && Files.readAllLines(metrics).size() > 3) {
                return;
            }
            assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
            TimeUnit.SECONDS.sleep(1);
        }
        throw new AssertionError("No step after " + MOST_MINUTES + " minutes: " + Files.readString(out));
    }

    /** A child that is a JVM; Linux does not tell the whole of a command line as long as that of an executor. */
    private static boolean isExecutor(ProcessHandle process) {
        return process.info().command().filter(path -> path.endsWith("java")).isPresent();
    }

    private Process start(Path conf, Path directory, Path out) throws IOException {
        Files.createDirectories(folder.resolve("spark/jars"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + Home.path("conf/jvm.options"),
                "-Xmx" + HEAP_MB + "m",
                "-Dlog4j2.configurationFile=" + Home.path("conf/log4j2.properties"),
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.executor.memory=" + HEAP_MB + "m",
                // Spark asks for 450 MB, of which it keeps 300 out of its count.
                "-Dspark.testing.reservedMemory=" + (60 << 20),
                "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"),
                "-Dspark.local.dir=" + Files.createDirectories(folder.resolve("local")),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                conf.toString(),
                "--run-dir",
                directory.toString(),
                "--master",
                "local-cluster[2,1," + HEAP_MB + "]"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    private Path conf(Path source) throws IOException {
        return Files.writeString(folder.resolve("conf.yaml"), """
            name: large
            data:
              train: {format: parquet, path: '%s'}
              columns: [x]
              label: y
              scale: 0.004
            model:
              input: [%d]
              layers: [dense: 32, relu, dense: 4]
              loss: cross_entropy
            training: {batch_size: 2048, epochs: 1, log_every_steps: 1}
            engine: spark
            spark: {shards: 8}
            """.formatted(source, COLUMNS));
    }
}
