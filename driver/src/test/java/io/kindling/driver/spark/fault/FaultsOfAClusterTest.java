package io.kindling.driver.spark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.Outcome;
import io.kindling.driver.cluster.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a run says whose executors, processes of their own, fail. */
@Tag("slow")
class FaultsOfAClusterTest {
    @RegisterExtension
    static final StandaloneCluster CLUSTER = new StandaloneCluster(1);

    @TempDir
    private Path folder;

    @Test
    void anExecutorWithoutMemoryIsToldWithTheSettingThatGivesMore() throws IOException, InterruptedException {
        FaultyRun run = new FaultyRun(folder);
        Outcome outcome = run.failed(
                start(
                        run,
                        "{" + Faulty.class.getName() + ": {fault: memory, after: 100, mark: '" + folder.resolve("mark")
                                + "'}}"),
                "ran out of memory during ",
                "By the plan it needs ",
                "Raise spark.executor.memory (now 512m",
                "The run goes on after step ");
        assertThat(outcome.err()).containsPattern("OutOfMemoryError");
        run.leftAModel(outcome);
    }

    @Test
    void anExecutorThatHangsIsNamed() throws IOException, InterruptedException {
        FaultyRun run = new FaultyRun(folder);
        Process process = start(run, "relu", "--set", "spark.step_timeout=12", "--set", "training.epochs=100000");
        awaitEpoch(run);
        CLUSTER.holdUp(1);
        try {
            Outcome outcome = run.failed(
                    process,
                    "No task has come to an end for 12 s (spark.step_timeout) during ",
                    "tasks run: 1 on 127.0.0.1:");
            run.leftAModel(outcome);
        } finally {
            CLUSTER.letGoOn();
        }
    }

    @Test
    void anApplicationWhoseExecutorsCannotStartEnds() throws IOException, InterruptedException {
        FaultyRun run = new FaultyRun(folder);
        run.failed(
                start(run, "relu", "--set", "spark.conf[spark.executor.extraJavaOptions]=-Xss1"),
                CLUSTER.url() + " has ended this application before it had an executor.");
    }

    @Test
    void withoutAnyExecutorTheRunEndsAndGoesOnElsewhereWithTheSameBits() throws IOException, InterruptedException {
        FaultyRun whole = new FaultyRun(Files.createDirectories(folder.resolve("whole")));
        whole.jvm().outcome(whole.start("relu", "--master", "local[1]")).succeeded();

        FaultyRun run = new FaultyRun(Files.createDirectories(folder.resolve("lost")));
        Process process = start(run, "relu", "--set", "spark.executor_timeout=30");
        awaitEpoch(run);
        CLUSTER.killWorkers();
        try {
            Outcome outcome = run.failed(
                    process,
                    "There has been no executor for 30 s (spark.executor_timeout) during ",
                    "The run goes on after step ");
            run.leftAModel(outcome);
        } finally {
            CLUSTER.addWorker();
        }
        run.jvm().outcome(run.start("relu", "--resume", "--master", "local[1]")).succeeded();
        JsonNode ended = run.summary();
        assertThat(ended.get("status").asText()).isEqualTo("completed");
        assertThat(ended.get("weights_sha256")).isEqualTo(whole.summary().get("weights_sha256"));
    }

    private static Process start(FaultyRun run, String layer, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--master", CLUSTER.url()));
        all.addAll(List.of(
                "--set",
                "spark.conf[spark.executor.memory]=512m",
                "--set",
                "spark.conf[spark.executor.extraClassPath]=" + System.getProperty("java.class.path")));
        all.addAll(List.of(options));
        return run.start(layer, all.toArray(String[]::new));
    }

    private static void awaitEpoch(FaultyRun run) throws IOException, InterruptedException {
        for (int i = 0; i < 4800 && !Files.readString(run.jvm().out()).contains("epoch 2 of"); i++) {
            Thread.sleep(50);
        }
        assertThat(Files.readString(run.jvm().out())).contains("epoch 2 of");
    }
}
