package io.kindling.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster of two workers, of which the executors of one have no native library. */
@Tag("slow")
class UnequalExecutorsTest {
    private static final String CONF = """
            name: unequal
            data:
              train: {format: csv, path: "%s"}
              label: {column: y}
            model:
              input: [2]
              layers: [dense: 4, relu, dense: 2]
              loss: cross_entropy
            training: {batch_size: 4, epochs: 2}
            spark: {shards: 2}
            """;

    @RegisterExtension
    static final StandaloneCluster CLUSTER = new StandaloneCluster(1);

    @TempDir
    private Path folder;

    private Path conf;

    /** As a worker on a machine where loading fails has it: Java itself takes this variable. */
    @BeforeAll
    static void addAWorkerWithoutNativeLibrary() throws IOException {
        CLUSTER.addWorker(Map.of("JDK_JAVA_OPTIONS", "-Dkindling.blas=java"));
    }

    @BeforeEach
    void write() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), "a,b,y\n1,2,0\n2,3,1\n3,4,0\n4,5,1\n5,6,0\n6,7,1\n");
        conf = Files.writeString(folder.resolve("run.yaml"), CONF.formatted(rows));
    }

    @Test
    void theOneIsNamedAndTheRunIsNotCalledExact() throws IOException, InterruptedException {
        SubmittedRun run = train();
        assertThat(run.summary().get("exact").asBoolean(true)).isFalse();
        assertThat(run.output())
                .containsOnlyOnce(" computes with ")
                .containsPattern("Not all compute the same bits, .*: executor \\d on 127\\.0\\.0\\.1 computes with java"
                        + ".*, but the driver with native ");
    }

    @Test
    void theRunIsRefusedWhereExactnessIsRequired() throws IOException, InterruptedException {
        SubmittedRun run = train("--set", "spark.require_exact=true");
        assertThat(run.process().waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(run.process().exitValue()).as(run.output()).isEqualTo(2);
        assertThat(run.output())
                .containsSubsequence(
                        "Not all compute the same bits",
                        "127.0.0.1 computes with java",
                        "but the driver with native",
                        "spark.require_exact forbids to train so.")
                .doesNotContain("\tat ", "epoch");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private SubmittedRun train(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(conf.toString()));
        arguments.addAll(List.of(options));
        Map<String, String> settings = Map.of("spark.master", CLUSTER.url(), "spark.executor.memory", "512m");
        return SubmittedRun.start(CLUSTER.home(), folder, settings, arguments);
    }
}
