package io.kindling.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The plain jar by spark-submit, in both deploy modes, and what a user is told when it cannot go well. */
@Tag("slow")
class ClusterSubmitTest {
    private static final String CONF = """
            name: submitted
            data:
              train: {path: "%s"}
              exclude: [id]
              label: {column: type, classes: [nonspam, spam]}
              standardize: true
            model: {input: [57], layers: [dense: 8, relu, dense: 1], loss: binary_cross_entropy}
            training: {batch_size: 1000, epochs: 1}
            spark: {shards: 2}
            """;

    @RegisterExtension
    static final StandaloneCluster CLUSTER = new StandaloneCluster(2);

    @TempDir
    private Path folder;

    private final Map<String, String> spark = new LinkedHashMap<>();
    private Path conf;

    @BeforeEach
    void prepare() throws IOException {
        conf = folder.resolve("run.yaml");
        Files.writeString(conf, CONF.formatted(Home.path("examples/data/spambase/spambase.csv.gz")));
        spark.put("spark.master", CLUSTER.url());
        spark.put("spark.executor.memory", "512m");
    }

    @Test
    void aDeployedDriverTrainsWithTheSameBitsAsOneThatIsNot() throws IOException, InterruptedException {
        JsonNode here = start("client", conf).summary();
        deploy();
        JsonNode there = start("cluster", conf).summary();
        assertThat(there.get("exact").asBoolean()).isTrue();
        assertThat(there.get("weights_sha256")).isEqualTo(here.get("weights_sha256"));
    }

    @Test
    void aDeployedDriverSaysWhatMustHoldOfPaths() throws IOException, InterruptedException {
        deploy();
        SubmittedRun run = start("relative", Path.of("run.yaml"));
        run.process().waitFor();
        assertThat(CLUSTER.printedByDrivers())
                .contains(
                        "run.yaml does not exist; ",
                        "With --deploy-mode cluster the driver runs in a folder of its own");
    }

    @Test
    void anExecutorThatNoWorkerHasRoomForIsWaitedForWithALimit() throws IOException, InterruptedException {
        spark.put("spark.executor.memory", "100g");
        SubmittedRun run = start("large", conf, "--set", "spark.executor_timeout=3");
        assertThat(run.process().waitFor()).isEqualTo(2);
        assertThat(run.output())
                .contains("No executor has come from " + CLUSTER.url() + " within 3 s. One of 100g")
                .doesNotContain("Exception");
        assertThat(folder.resolve("large/run")).doesNotExist();
    }

    private void deploy() {
        spark.put("spark.submit.deployMode", "cluster");
        spark.put("spark.standalone.submit.waitAppCompletion", "true");
        spark.put("spark.driver.memory", "512m");
        spark.put("spark.driver.extraJavaOptions", "--add-modules=jdk.incubator.vector");
    }

    private SubmittedRun start(String name, Path configuration, String... options) throws IOException {
        return SubmittedRun.start(
                CLUSTER.home(),
                Files.createDirectories(folder.resolve(name)),
                spark,
                Stream.concat(Stream.of(configuration.toString()), Stream.of(options))
                        .toList());
    }
}
