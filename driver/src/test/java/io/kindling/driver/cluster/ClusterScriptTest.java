package io.kindling.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/cluster} and {@code scripts/kindling --master}, from a path with a blank. */
@Tag("slow")
class ClusterScriptTest {
    @TempDir
    private Path folder;

    private Path home;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void linkTheRepository() throws IOException {
        home = Files.createSymbolicLink(folder.resolve("a kindling"), Home.path(""));
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        run("cluster", "stop");
    }

    @Test
    void aClusterIsStartedUsedShownAndStopped() throws IOException, InterruptedException {
        assertThat(run("cluster", "status").code()).isEqualTo(1);

        Ended started = run("cluster", "start", "--workers", "2", "--memory", "600m");
        assertThat(started.code()).as(started.err()).isZero();
        String url = started.out().strip();
        assertThat(url).matches("spark://127\\.0\\.0\\.1:\\d+");

        Ended second = run("cluster", "start");
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err()).contains("A cluster is running already: " + url);

        Ended status = run("cluster", "status");
        assertThat(status.code()).as(status.out()).isZero();
        assertThat(status.out()).contains(url, "worker-1  alive", "worker-2  alive", "workers   2 alive");

        Ended info = run("kindling", "info", "--master", url, "--executor-memory", "512m");
        assertThat(info.code()).as(info.err()).isZero();
        assertThat(info.out()).contains("master " + url + ", 2 task slots", "kernels   0: ", "kernels   1: ");
        assertThat(info.out().split("Loops: elementwise vector", -1)).hasSize(3);

        assertThat(run("cluster", "stop").out()).contains("stopped: master worker-1 worker-2");
        assertThat(run("cluster", "status").out()).contains("no cluster");
    }

    @Test
    void whatIsWrongIsSaid() throws IOException, InterruptedException {
        assertThat(run("cluster", "start", "--workers", "none").err()).contains("take a number from 1 on, not none");
        assertThat(run("cluster", "start", "--memory", "lots").err())
                .contains("an amount such as 512m or 2g, not lots");
        assertThat(run("cluster", "start", "--nodes", "2").err()).contains("start has no option --nodes");
        assertThat(run("kindling", "info", "--conf", "nonsense").err()).contains("--conf takes a setting of Spark's");
        assertThat(run("kindling", "info", "--properties-file", "no.conf").err())
                .contains("no.conf, which is not there");
    }

    private Ended run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("scripts/" + script).toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("KINDLING_CLUSTER_DIR", folder.resolve("the state").toString());
        builder.environment().remove("SPARK_HOME");
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int code = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
    }
}
