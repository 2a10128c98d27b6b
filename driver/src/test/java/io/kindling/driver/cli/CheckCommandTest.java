package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class CheckCommandTest {
    private static final String MAILS =
            Home.path("examples/data/spambase/spambase.csv.gz").toString();

    @TempDir
    private Path folder;

    @Test
    void aGoodRunIsReadyAndAllAnswersAreWrittenForPrograms() throws IOException {
        Path out = folder.resolve("check.json");
        Outcome outcome = Outcome.of(command("--out", out.toString()));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out().lines().reduce((first, second) -> second).orElse(""))
                .matches("ready: 13 questions in [0-9]+ s");
        assertThat(outcome.out()).doesNotContain("NaN", "wanted:").contains("3,346 rows to learn from", "< configured");

        JsonNode json = new ObjectMapper().readTree(out.toFile());
        assertThat(json.get("verdict").asText()).isEqualTo("ready");
        assertThat(json.get("findings").findValuesAsText("name"))
                .containsExactly(
                        "memory",
                        "kernels",
                        "targets",
                        "loss at start",
                        "validation",
                        "first weights",
                        "activations",
                        "signals",
                        "gradients",
                        "overfitting",
                        "learning rate",
                        "first steps",
                        "precision");
        JsonNode rate = json.get("findings").get(10);
        assertThat(rate.get("numbers").get("suggested").asDouble()).isBetween(5e-4, 2e-2);
        assertThat(rate.get("rates").size())
                .isEqualTo(rate.get("losses").size())
                .isGreaterThan(50);
        assertThat(folder.toFile().list()).as("nothing beside it is left").containsExactly("check.json");
    }

    @Test
    @Tag("slow")
    void whatStepsAsSparkJobsFindIsWhatThreadsFind() throws IOException {
        Path threads = folder.resolve("threads.json");
        Path jobs = folder.resolve("jobs.json");
        assertThat(Outcome.of(command("--set", "engine=local", "--out", threads.toString()))
                        .code())
                .isZero();
        assertThat(Outcome.of(command("--set", "engine=spark", "--out", jobs.toString()))
                        .code())
                .isZero();
        for (int question : new int[] {3, 4, 7, 8, 9, 10}) {
            JsonNode one = new ObjectMapper()
                    .readTree(threads.toFile())
                    .get("findings")
                    .get(question);
            JsonNode other =
                    new ObjectMapper().readTree(jobs.toFile()).get("findings").get(question);
            assertThat(one).isEqualTo(other);
        }
    }

    @Test
    void aRunThatIsSpoiltIsNotReadyAndTheExitCodeSaysSo() throws IOException {
        Path out = folder.resolve("check.json");
        Outcome outcome = Outcome.of(command(
                "--set",
                "model.layers=[dense: {units: 8, initializer: zeros}, relu, dense: {units: 1, initializer: zeros}]",
                "--out",
                out.toString()));
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(Main.NOT_READY);
        assertThat(outcome.out()).containsPattern("failed +first weights").containsPattern("(?m)^not ready: [1-9]");
        assertThat(new ObjectMapper().readTree(out.toFile()).get("verdict").asText())
                .isEqualTo("not_ready");
    }

    @Test
    void warningsAloneLeaveTheRunReady() {
        Outcome outcome = Outcome.of(command("--set", "model.layers=[dense: 64, dense: 16, relu, dense: 1]"));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .containsPattern("warning +activations +no activation between")
                .contains("to do: put relu, gelu, tanh")
                .contains("ready with warnings: 1 warning, 13 questions");
    }

    @Test
    @Tag("slow")
    void executorsWithTooLittleMemoryAreSeenBeforeAnyStep() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command(
                "--set", "model.layers=[dense: 2500, relu, dense: 3500, relu, dense: 1]",
                "--set", "spark.conf={spark.executor.memory: 480m}")));
        Outcome outcome = new OtherJvm(folder).run("kindling.test=memory", arguments.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(Main.NOT_READY);
        assertThat(outcome.out())
                .containsPattern("failed +memory .* spark.executor.memory gives 480 MB")
                .contains("to do: give executors more (spark.conf: {spark.executor.memory: 1g}")
                .contains("not ready: 1 failed, 1 question in");
    }

    @Test
    @Tag("slow")
    void whereBf16IsAskedForInVainItIsSaidWhatIsMissing() throws IOException, InterruptedException {
        assumeTrue(Kernels.best(Precision.BF16).blas().name().equals("bf16"), "bfloat16 products do not work here");
        Outcome outcome = new OtherJvm(folder)
                .without("dnnl")
                .run("kindling.test=precision", command("--set", "training.precision=bf16"));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out())
                .containsPattern("warning +precision +products stay in float32 although training.precision is bf16: "
                        + "oneDNN cannot be loaded .*Its four jars have to be on the class path")
                .contains("to do: cure that, or leave training.precision out", "not this JVM")
                .contains("ready with warnings: 1 warning, 13 questions");
    }

    @Test
    void mistakesAreToldBeforeWorkIsDoneAsEverywhere() throws IOException {
        Outcome.of(command("--set", "training.batch_size=0")).isWrongInput("training.batch_size");
        Outcome.of(command(
                        "--set",
                        "model.input=[56]",
                        "--out",
                        folder.resolve("none.json").toString()))
                .isWrongInput("56", "57");
        assertThat(folder.resolve("none.json")).doesNotExist();
        Outcome.of(command("--out", folder.toString())).isWrongInput("--out", "it is a directory");
        Path file = Files.writeString(folder.resolve("taken"), "");
        Outcome.of(command("--out", file.resolve("inside.json").toString())).isWrongInput("--out", "cannot be written");
    }

    private static String[] command(String... options) {
        List<String> all = new ArrayList<>(List.of(
                "check",
                Home.path("conf/spam-mlp.yaml").toString(),
                "--set",
                "data.train.path=" + MAILS,
                "--set",
                "data.test.path=" + MAILS,
                "--master",
                "local[2]"));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }
}
