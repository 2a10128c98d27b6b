package io.kindling.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same configuration gives the same bits wherever it is trained and whatever happens to the executors meanwhile. Each
 * run is a process of spark-submit with the packaged jar. Prints a table of all digests at the end.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterExactnessTest {
    private static final String CONF = """
            name: cluster-exactness
            seed: 7
            data:
              train: {format: idx, images: "%s", labels: "%s", where: row < 4000}
              validation: {fraction: 0.1}
              scale: 0.00392156862745098
            model:
              input: [784]
              layers: [dense: 64, batch_norm, relu, dropout: 0.2, dense: 10]
              loss: cross_entropy
            training: {batch_size: 120, epochs: 8, optimizer: adam, clip_norm: 1.0}
            spark: {shards: 4}
            """;

    @RegisterExtension
    static final StandaloneCluster CLUSTER = new StandaloneCluster(3);

    private record Row(String where, JsonNode summary, EventLog events, String faults) {}

    private static final List<Row> ROWS = new ArrayList<>();
    private static final List<SubmittedRun> RUNS = new ArrayList<>();
    private static int injected;

    @TempDir
    static Path folder;

    @BeforeAll
    static void trainByThreads() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("run.yaml"),
                CONF.formatted(
                        Home.path("examples/data/mnist/train-images-idx3-ubyte.gz"),
                        Home.path("examples/data/mnist/train-labels-idx1-ubyte.gz")));
        SubmittedRun run = start("local", Map.of("spark.master", "local[2]"), "--set", "engine=local");
        end("local engine", run, "");
    }

    @AfterAll
    static void printTable() {
        StringBuilder table =
                new StringBuilder("\n| where | executors | lost | tasks lost or needless | copies | steps |"
                        + " weights_sha256 | injected |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (Row row : ROWS) {
            table.append("| %s | %d | %d | %d | %d | %d | %s | %s |%n"
                    .formatted(
                            row.where(),
                            row.events().executorsAdded(),
                            row.events().executorsLost(),
                            row.events().failedTasks(),
                            row.events().speculativeTasks(),
                            row.summary().get("steps").asInt(),
                            row.summary().get("weights_sha256").asText(),
                            row.faults()));
        }
        System.out.println(table.append("\ninjected faults: ").append(injected));
    }

    @Test
    @Order(1)
    void onOneThreadAsSparkJobs() throws IOException, InterruptedException {
        end("Spark engine, local[1]", start("local1", Map.of("spark.master", "local[1]"), "--set", "engine=spark"), "");
    }

    @Test
    @Order(2)
    void onTwoThreadsAsSparkJobs() throws IOException, InterruptedException {
        end("Spark engine, local[2]", start("local2", Map.of("spark.master", "local[2]"), "--set", "engine=spark"), "");
    }

    @Test
    @Order(3)
    void onOneToThreeExecutors() throws IOException, InterruptedException {
        for (int executors = 1; executors <= 3; executors++) {
            EventLog events = end("standalone, " + executors, start("cluster" + executors, onExecutors(executors)), "");
            assertThat(events.executorsAdded()).isEqualTo(executors);
        }
    }

    @Test
    @Order(4)
    void withCopiesOfLateTasks() throws IOException, InterruptedException {
        Map<String, String> conf = onExecutors(3);
        conf.putAll(Map.of(
                "spark.speculation", "true",
                "spark.speculation.interval", "50ms",
                "spark.speculation.quantile", "0.5",
                "spark.speculation.multiplier", "1.1"));
        SubmittedRun run = start("speculation", conf).awaitLine("epoch 2 of");
        inject(1);
        // Longer, and copies would wait for the shards that only the one held up has in its memory.
        CLUSTER.holdUp(1);
        Thread.sleep(2000);
        CLUSTER.letGoOn();
        EventLog events = end("standalone, 3, speculation", run, "1 executor held up by SIGSTOP for 2 s");
        assertThat(events.speculativeTasks()).isPositive();
    }

    @Test
    @Order(5)
    void withExecutorsKilledAndReplaced() throws IOException, InterruptedException {
        SubmittedRun run = start("killed", onExecutors(2));
        for (int epoch = 2; epoch <= 4; epoch += 2) {
            run.awaitLine("epoch " + epoch + " of");
            long before = CLUSTER.registrations();
            inject(1);
            CLUSTER.killExecutor();
            untilOneMoreHasCome(before);
        }
        EventLog events = end("standalone, 2, killed and replaced", run, "2 × SIGKILL");
        assertThat(events.executorsLost()).isGreaterThanOrEqualTo(2);
        assertThat(events.executorsAdded()).isGreaterThanOrEqualTo(4);
    }

    @Test
    @Order(6)
    void withAWorkerThatJoins() throws IOException, InterruptedException {
        SubmittedRun run = start("joined", onExecutors(4)).awaitLine("epoch 2 of");
        long before = CLUSTER.registrations();
        inject(1);
        CLUSTER.holdUp(1);
        CLUSTER.addWorker();
        Waiting.until("an executor on the new worker", () -> CLUSTER.registrations() > before);
        CLUSTER.letGoOn();
        assertThat(end("standalone, 3, then 4", run, "1 worker added").executorsAdded())
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    @Order(7)
    void withExecutorsThatComeWithTheWork() throws IOException, InterruptedException {
        Map<String, String> conf = onExecutors(3);
        conf.remove("spark.cores.max");
        conf.putAll(Map.of(
                "spark.dynamicAllocation.enabled", "true",
                "spark.dynamicAllocation.shuffleTracking.enabled", "true",
                "spark.dynamicAllocation.initialExecutors", "1",
                "spark.dynamicAllocation.minExecutors", "1",
                "spark.dynamicAllocation.maxExecutors", "3",
                "spark.dynamicAllocation.schedulerBacklogTimeout", "1s"));
        SubmittedRun run = start("dynamic", conf).awaitLine("epoch 2 of");
        String faults = "";
        if (CLUSTER.executors().size() < 2) {
            // Its tasks wait for a second, and Spark asks for more executors.
            long before = CLUSTER.registrations();
            inject(1);
            CLUSTER.holdUp(1);
            Waiting.until("a further executor", () -> CLUSTER.registrations() > before);
            CLUSTER.letGoOn();
            faults = "1 executor held up by SIGSTOP";
        }
        EventLog events = end("standalone, dynamic allocation from 1 on", run, faults);
        assertThat(events.executorsAdded()).isGreaterThan(1);
    }

    @Test
    @Order(8)
    void withTheDriverKilledAndTheRunResumed() throws IOException, InterruptedException {
        String[] checkpoints = {"--set", "training.checkpoint.every_steps=7"};
        SubmittedRun killed = start("resumed", onExecutors(2), checkpoints).awaitLine("epoch 3 of");
        inject(1);
        killed.process().destroyForcibly().waitFor();
        Waiting.until("its executors to end", () -> CLUSTER.executors().isEmpty());
        killed.forgetEvents();
        SubmittedRun resumed = start("resumed", onExecutors(3), "--set", checkpoints[1], "--resume");
        end("standalone, 2, driver killed, resumed on 3", resumed, "driver by SIGKILL");
        assertThat(resumed.output()).doesNotContain("epoch 1 of").contains("epoch 8 of");
    }

    @AfterEach
    void leaveNothingBehind() throws IOException {
        CLUSTER.letGoOn();
        RUNS.forEach(run -> run.process().destroyForcibly());
    }

    /** Steps wait for the one that is held up, so that the run does not end before. */
    private static void untilOneMoreHasCome(long before) throws IOException {
        CLUSTER.holdUp(1);
        Waiting.until("another executor", () -> CLUSTER.registrations() > before);
        CLUSTER.letGoOn();
    }

    private static void inject(int faults) {
        injected += faults;
    }

    private static Map<String, String> onExecutors(int count) {
        return new LinkedHashMap<>(Map.of(
                "spark.master",
                CLUSTER.url(),
                "spark.cores.max",
                Integer.toString(count),
                "spark.executor.cores",
                "1",
                "spark.executor.memory",
                "512m"));
    }

    private static SubmittedRun start(String name, Map<String, String> conf, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(folder.resolve("run.yaml").toString()));
        all.addAll(List.of(arguments));
        SubmittedRun run = SubmittedRun.start(CLUSTER.home(), Files.createDirectories(folder.resolve(name)), conf, all);
        RUNS.add(run);
        return run;
    }

    /** Waits for the end, notes a row and holds its bits to the first row's. */
    private static EventLog end(String where, SubmittedRun run, String faults)
            throws IOException, InterruptedException {
        JsonNode summary = run.summary();
        EventLog events = EventLog.in(run.folder().resolve("events"));
        ROWS.add(new Row(where, summary, events, faults));
        assertThat(summary.get("exact").asBoolean()).as(where).isTrue();
        assertThat(summary.get("weights_sha256"))
                .as(where)
                .isEqualTo(ROWS.get(0).summary().get("weights_sha256"));
        return events;
    }
}
