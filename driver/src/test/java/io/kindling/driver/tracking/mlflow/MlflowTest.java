package io.kindling.driver.tracking.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.MlflowConfig;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.binding.ConfigException;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsLine;
import io.kindling.driver.tracking.TrackedRun;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowTest {
    private static final TrainingPlan PLAN = new TrainingPlan("tracked", 100, 10, 5, 1000, 10);
    private static final RunConfig CONFIG = ConfigLoader.parse("test", TrackedRun.YAML);
    private static final MlflowConfig NOTHING_SET =
            new MlflowConfig(Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private Mlflow mlflow(MlflowTarget target, int attempts, Duration patience) {
        return mlflow(target, CONFIG, attempts, patience);
    }

    private Mlflow mlflow(MlflowTarget target, RunConfig config, int attempts, Duration patience) {
        return new Mlflow(
                target,
                config,
                Optional.of(Location.of(folder)),
                Collections.nCopies(attempts, Duration.ofMillis(20)),
                patience);
    }

    private static MlflowTarget target(Map<String, String> environment) {
        return MlflowTarget.of(NOTHING_SET, "tracked", "directory", environment);
    }

    private static void tell(Mlflow mlflow, int from, int to) {
        for (int step = from; step <= to; step++) {
            mlflow.accept(new MetricsLine(step, 1, Map.of("train_loss", 1.0 / step), Map.of(), Map.of()));
            if (step % 10 == 0) {
                mlflow.validated(new ValidationReport(step, 1, 0, Map.of(), false, 0, new float[0]));
            }
        }
    }

    @Test
    void theVariablesOfMlflowsOwnClientsAreRead() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            Map<String, String> token = Map.of(
                    "MLFLOW_TRACKING_URI", server.address() + "/",
                    "MLFLOW_EXPERIMENT_NAME", "by variable",
                    "MLFLOW_TRACKING_TOKEN", "sesame");
            try (Mlflow mlflow = mlflow(target(token), 0, Duration.ofSeconds(5))) {
                mlflow.started(PLAN);
            }
            assertThat(server.experiments).containsOnlyKeys("by variable");
            assertThat(server.authorizations).containsExactly("Bearer sesame");
            assertThat(target(token).toString()).doesNotContain("sesame");
            assertThat(Files.readString(folder.resolve("mlflow.json"))).doesNotContain("sesame");
            assertThat(server.onlyRun().statuses).containsExactly("RUNNING", "FAILED");
        }
    }

    @Test
    void userAndPasswordGoBeforeTheToken() {
        Map<String, String> both = Map.of(
                "MLFLOW_TRACKING_USERNAME", "ali",
                "MLFLOW_TRACKING_PASSWORD", "sesame",
                "MLFLOW_TRACKING_TOKEN", "token");
        assertThat(MlflowAccount.of(both).authorization()).contains("Basic YWxpOnNlc2FtZQ==");
        assertThat(MlflowAccount.of(Map.of()).authorization()).isEmpty();
    }

    @Test
    void manyFiguresGoInRequestsOfAThousandAtMost() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            try (Mlflow mlflow = mlflow(at(server), 0, Duration.ofSeconds(20))) {
                mlflow.started(PLAN);
                for (int step = 1; step <= 1700; step++) {
                    mlflow.accept(new MetricsLine(step, 1, Map.of("train_loss", 1.0 / step), Map.of(), Map.of()));
                }
            }
            assertThat(server.refusals).isEmpty();
            assertThat(server.onlyRun().figures()).hasSize(3400).containsEntry("train/loss at 1699", 1.0 / 1699);
        }
    }

    @Test
    void manyAndLongSettingsGoInRequestsThatAreTaken() throws IOException {
        StringBuilder conf = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            conf.append("    spark.setting.%d[x]: %s\n".formatted(i, "long".repeat(i + 1)));
        }
        RunConfig config = ConfigLoader.parse(
                "test", TrackedRun.YAML.replace("spark: {shards: 2}", "spark:\n  shards: 2\n  conf:\n" + conf));
        try (MlflowStandIn server = new MlflowStandIn()) {
            try (Mlflow mlflow = mlflow(at(server), config, 0, Duration.ofSeconds(20))) {
                mlflow.started(PLAN);
            }
            assertThat(server.refusals).isEmpty();
            assertThat(server.onlyRun().params)
                    .hasSizeGreaterThan(300)
                    .containsEntry("spark.conf.spark.setting.0_x_", "long")
                    .containsEntry(
                            "spark.conf.spark.setting.249_x_",
                            "long".repeat(125).substring(0, 499) + "…");
        }
    }

    @Test
    void afterAFailureAllArrivesInItsOrder() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            try (Mlflow mlflow = mlflow(at(server), 3, Duration.ofSeconds(20))) {
                server.failures.set(3);
                mlflow.started(PLAN);
                tell(mlflow, 1, 40);
                while (server.failures.get() > 0) {
                    Thread.onSpinWait();
                }
            }
            assertThat(server.onlyRun().metrics)
                    .hasSize(80)
                    .isSortedAccordingTo((one, other) -> Long.compare(
                            one.path("step").asLong(), other.path("step").asLong()));
        }
    }

    @Test
    void aServerThatGoesOnAnswering500IsGivenUpAfterTheLastAttempt() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            server.failures.set(Integer.MAX_VALUE);
            try (Mlflow mlflow = mlflow(at(server), 3, Duration.ofSeconds(20))) {
                mlflow.started(PLAN);
                while (server.requests.get() < 4) {
                    Thread.onSpinWait();
                }
                tell(mlflow, 1, 500);
            }
            assertThat(server.requests).hasValue(4);
        }
    }

    @Test
    void whatComesWhileTooManyWaitIsDroppedWithoutWaiting() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            server.hang();
            long start = System.nanoTime();
            try (Mlflow mlflow = mlflow(at(server), 3, Duration.ofMillis(300))) {
                mlflow.started(PLAN);
                tell(mlflow, 1, 10_000);
                assertThat((System.nanoTime() - start) / 1e9).isLessThan(3);
            }
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(4);
        }
    }

    @Test
    void whatIsNoNumberIsLeftOut() throws IOException {
        try (MlflowStandIn server = new MlflowStandIn()) {
            try (Mlflow mlflow = mlflow(at(server), 0, Duration.ofSeconds(5))) {
                mlflow.started(PLAN);
                mlflow.accept(new MetricsLine(1, 1, Map.of("train_loss", 0.5), Map.of("loss", Double.NaN), Map.of()));
            }
            assertThat(server.refusals).isEmpty();
            assertThat(server.onlyRun().figures()).containsOnlyKeys("train/loss at 1", "epoch at 1");
        }
    }

    @Test
    void aMissingServerAndOneWithAPasswordAreRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> target(Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("tracking.mlflow has no server")
                .hasMessageContaining("MLFLOW_TRACKING_URI");
        assertThatThrownBy(() -> target(Map.of("MLFLOW_TRACKING_URI", "http://ali:sesame@host:5000")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("MLFLOW_TRACKING_PASSWORD")
                .hasMessageNotContaining("sesame");
        for (String address : List.of("databricks", "localhost:5000", "file:/tmp/mlruns", "http://")) {
            assertThatThrownBy(() ->
                            ConfigLoader.parse("run.yaml", TrackedRun.YAML + "tracking: {mlflow: \"" + address + "\"}"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("tracking.mlflow")
                    .hasMessageContaining("such as http://localhost:5000");
        }
        assertThatThrownBy(() -> ConfigLoader.parse(
                        "run.yaml", TrackedRun.YAML + "tracking: {mlflow: \"https://ali:sesame@host\"}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("MLFLOW_TRACKING_USERNAME")
                .hasMessageNotContaining("sesame");
    }

    private static MlflowTarget at(MlflowStandIn server) {
        return target(Map.of("MLFLOW_TRACKING_URI", server.address()));
    }
}
