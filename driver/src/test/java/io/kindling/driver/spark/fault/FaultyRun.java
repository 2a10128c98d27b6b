package io.kindling.driver.spark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run in a process of its own in which something goes wrong.
 *
 * @param folder where all of it lies
 */
record FaultyRun(Path folder) {
    /** Executors are started four times until a job fails. */
    private static final int MOST_MINUTES = 6;

    private static final String CONF = """
            name: faulty
            seed: 3
            data:
              train: {path: "%s", where: id %% 4 = 0}
              validation: {fraction: 0.2}
              test: {path: "%<s", where: id %% 4 = 1}
              exclude: [id]
              label: {column: type, classes: [nonspam, spam]}
              log1p: true
              standardize: true
            model:
              input: [57]
              layers: [dense: 16, relu, dense: 1]
              loss: binary_cross_entropy
            training: {batch_size: 100, epochs: 40}
            engine: spark
            spark: {shards: 2}
            """;

    Path directory() {
        return folder.resolve("run");
    }

    /** Starts it with another layer in place of the hidden one's activation. */
    Process start(String layer, String... options) throws IOException {
        Path conf = folder.resolve("faulty.yaml");
        String yaml = CONF.formatted(Home.path("examples/data/spambase/spambase.csv.gz"));
        Files.writeString(conf, yaml.replace("relu", layer));
        List<String> arguments = new ArrayList<>(
                List.of("train", conf.toString(), "--run-dir", directory().toString()));
        arguments.addAll(List.of(options));
        return jvm().start("spark.ui.enabled=false", arguments.toArray(String[]::new));
    }

    /** A run that fails: with one message, without a stack trace, and with exit code 1. */
    Outcome failed(Process process, String... words) throws IOException, InterruptedException {
        process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        Outcome outcome = jvm().outcome(process);
        assertThat(outcome.code()).as(outcome.err() + outcome.out()).isEqualTo(1);
        assertThat(outcome.err()).containsSubsequence(words).doesNotContain("\tat ", "SparkException");
        assertThat(outcome.err().lines().filter(line -> !line.matches("(INFO|WARN|ERROR) .*")))
                .as(outcome.err())
                .hasSize(1);
        return outcome;
    }

    /** The best weights so far are there as a model. */
    void leftAModel(Outcome outcome) throws IOException {
        assertThat(outcome.out())
                .contains("the cluster has failed; the test rows are left out", "failed after ", "model: ");
        assertThat(summary().get("status").asText()).isEqualTo("failed");
        assertThat(directory().resolve("model/weights.safetensors")).exists();
        assertThat(directory().resolve("model/features.json")).exists();
    }

    JsonNode summary() throws IOException {
        return new ObjectMapper().readTree(directory().resolve("summary.json").toFile());
    }

    OtherJvm jvm() {
        return new OtherJvm(folder);
    }
}
