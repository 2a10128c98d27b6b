package io.kindling.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * 20 million parameters with a driver of 1 GiB and executors of 1 GiB in JVMs of their own, where MLlib's treeAggregate was
 * reported to fail (SPARK-18946). Adam, a validation and the best weights kept: six arrays of 80 MB on the driver.
 */
@Tag("slow")
class LargeModelTest {
    private static final String CONF = """
            name: large-model
            seed: 3
            data:
              train: {format: idx, images: "%s", labels: "%s", where: row < 1100}
              validation: {fraction: 0.1}
              scale: 0.00392156862745098
            model:
              input: [784]
              layers: [dense: 4096, relu, dense: 4096, relu, dense: 10]
              loss: cross_entropy
            training: {batch_size: 100, epochs: 2, optimizer: adam}
            spark: {shards: 4}
            """;

    @RegisterExtension
    static final StandaloneCluster CLUSTER = new StandaloneCluster(2);

    @Test
    void twentyMillionParametersTrainWithTheUsualHeaps(@TempDir Path folder) throws IOException, InterruptedException {
        Path conf = folder.resolve("run.yaml");
        Files.writeString(
                conf,
                CONF.formatted(
                        Home.path("examples/data/mnist/train-images-idx3-ubyte.gz"),
                        Home.path("examples/data/mnist/train-labels-idx1-ubyte.gz")));
        List<String> digests = new ArrayList<>();
        for (int executors = 1; executors <= 2; executors++) {
            SubmittedRun run = SubmittedRun.start(
                    CLUSTER.home(),
                    Files.createDirectories(folder.resolve("on" + executors)),
                    Map.of(
                            "spark.master",
                            CLUSTER.url(),
                            "spark.cores.max",
                            Integer.toString(executors),
                            "spark.executor.cores",
                            "1",
                            "spark.executor.memory",
                            "1g"),
                    List.of(conf.toString()));
            JsonNode summary = run.summary();
            assertThat(summary.get("parameters").asInt()).isGreaterThan(20_000_000);
            assertThat(summary.get("validation").get("accuracy").asDouble()).isGreaterThan(0.7);
            assertThat(summary.get("exact").asBoolean()).isTrue();
            digests.add(summary.get("weights_sha256").asText());
            System.out.printf(
                    "%,d parameters on %d executor(s) of 1 GiB, driver of 1 GiB: %s ms a step, %s%n",
                    summary.get("parameters").asInt(), executors, summary.get("ms_per_step"), summary.get("step_ms"));
        }
        assertThat(digests.get(1)).isEqualTo(digests.get(0));
    }
}
