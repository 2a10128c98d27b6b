package io.kindling.driver.tracking.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.files.Location;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.tracking.TrackedRun;
import io.kindling.driver.train.DivergedException;
import io.kindling.driver.train.TrainingResult.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on mails that tell a server of themselves. */
@Tag("spark")
class MlflowRunTest {
    @TempDir
    private Path folder;

    private static String tracked(String address) {
        return TrackedRun.YAML + "tracking: {mlflow: {uri: \"" + address + "\", experiment: mails and more}}\n";
    }

    @Test
    void theServerHasTheSettingsTheFiguresAndTheEnd() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        try (MlflowStandIn server = new MlflowStandIn()) {
            Summary summary = TrackedRun.run(tracked(server.address()), directory);

            assertThat(server.refusals).isEmpty();
            assertThat(server.experiments).containsOnlyKeys("mails and more");
            MlflowStandIn.Run run = server.onlyRun();
            assertThat(run.name).isEqualTo("run");
            assertThat(run.experiment).isEqualTo("1");
            assertThat(run.params)
                    .containsEntry("training.optimizer.adam.learning_rate", "0.05")
                    .containsEntry("model.layers.0.dense.units", "12")
                    .containsEntry("spark.shards", "2")
                    .containsEntry("data.label.classes.1", "spam");
            Map<String, Double> figures = TrackedRun.metrics(directory);
            summary.test()
                    .forEach((name, value) -> figures.put(
                            "test/" + name + " at " + summary.result().steps(), value));
            assertThat(run.figures()).isEqualTo(figures);
            assertThat(run.metrics).hasSize(figures.size());
            assertThat(run.tags)
                    .containsEntry("kindling.seed", "5")
                    .containsEntry("kindling.weights_sha256", summary.weightsSha256())
                    .containsEntry("kindling.model", directory.model().uri())
                    .containsEntry("mlflow.runName", "run");
            assertThat(run.statuses).containsExactly("RUNNING", "FINISHED");
            assertThat(run.endTime).isPositive();
        }
    }

    @Test
    void aRunThatGoesOnIsTheSameRunThere() throws IOException {
        Location path = Location.of(folder.resolve("run"));
        try (MlflowStandIn server = new MlflowStandIn()) {
            String yaml = tracked(server.address());
            TrackedRun.runUntil(4, yaml.replace("epochs: 3", "epochs: 2"), RunDirectory.create(path));
            assertThat(server.onlyRun().statuses).containsExactly("RUNNING", "KILLED");
            TrackedRun.run(yaml, RunDirectory.resume(path));

            MlflowStandIn.Run run = server.onlyRun();
            assertThat(server.refusals).isEmpty();
            assertThat(run.statuses).containsExactly("RUNNING", "KILLED", "RUNNING", "FINISHED");
            assertThat(run.tags).containsEntry("kindling.resumed_after_step", "4");
            assertThat(run.figures()).containsAllEntriesOf(TrackedRun.metrics(RunDirectory.resume(path)));
        }
    }

    @Test
    void aRunOfAnotherServerBeginsAnewThere() throws IOException {
        Location path = Location.of(folder.resolve("run"));
        try (MlflowStandIn first = new MlflowStandIn();
                MlflowStandIn second = new MlflowStandIn()) {
            TrackedRun.runUntil(4, tracked(first.address()), RunDirectory.create(path));
            TrackedRun.run(tracked(second.address()), RunDirectory.resume(path));

            assertThat(first.onlyRun().statuses).containsExactly("RUNNING", "KILLED");
            assertThat(second.onlyRun().statuses).containsExactly("RUNNING", "FINISHED");
        }
    }

    @Test
    void aTrainingThatDivergesHasFailedThere() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        try (MlflowStandIn server = new MlflowStandIn()) {
            String yaml = tracked(server.address())
                    .replace("adam: {learning_rate: 0.05}", "sgd: {learning_rate: 1e38}")
                    .replace("validate_every_steps: 2", "validate_every_steps: 50");
            assertThatThrownBy(() -> TrackedRun.run(yaml, directory)).isInstanceOf(DivergedException.class);

            assertThat(server.onlyRun().statuses).containsExactly("RUNNING", "FAILED");
            assertThat(server.onlyRun().tags)
                    .containsEntry("kindling.status", "failed")
                    .doesNotContainKey("kindling.model");
        }
    }

    @Test
    void aServerThatAnswers500AtFirstHasAllOfItInTheEnd() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        try (MlflowStandIn server = new MlflowStandIn()) {
            server.failures.set(1);
            TrackedRun.run(tracked(server.address()), directory);

            assertThat(server.onlyRun().figures()).containsAllEntriesOf(TrackedRun.metrics(directory));
            assertThat(server.onlyRun().statuses).containsExactly("RUNNING", "FINISHED");
        }
    }

    @Test
    void aServerThatIsNotThereFailsNothingAndChangesNothing() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String digest = TrackedRun.run(TrackedRun.YAML, RunDirectory.create(folder.resolve("alone")))
                .weightsSha256();
        Summary summary =
                TrackedRun.run(tracked("http://127.0.0.1:" + port), RunDirectory.create(folder.resolve("told")));

        assertThat(summary.result().status()).isEqualTo(Status.COMPLETED);
        assertThat(summary.weightsSha256()).isEqualTo(digest);
    }

    @Test
    @Tag("slow")
    void aServerThatHangsHoldsUpNoStepAndTheEndForSecondsOnly() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            server.hang();
            long start = System.nanoTime();
            Summary summary = TrackedRun.run(tracked(server.address()), RunDirectory.create(folder.resolve("run")));

            assertThat(summary.result().status()).isEqualTo(Status.COMPLETED);
            assertThat(summary.result().seconds()).isLessThan(5);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(30);
            assertThat(server.requests).hasPositiveValue();
        }
    }

    @Test
    void settingsThatLookLikeSecretsAreNotSent() throws IOException {
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        try (MlflowStandIn server = new MlflowStandIn()) {
            TrackedRun.run(
                    tracked(server.address())
                            .replace("spark: {shards: 2}", "spark: {shards: 2, conf: {spark.my.password: sesame}}"),
                    directory);

            assertThat(server.onlyRun().params.keySet()).noneMatch(key -> key.contains("password"));
            assertThat(server.onlyRun().params.values()).noneMatch(value -> value.contains("sesame"));
            assertThat(Files.readString(folder.resolve("run/mlflow.json"))).contains(server.address(), "run0");
        }
    }
}
