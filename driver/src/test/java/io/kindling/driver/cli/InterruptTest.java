package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import io.kindling.driver.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class InterruptTest {
    @TempDir
    private Path folder;

    @Test
    void anInterruptedRunEndsCleanlyKeepsTheBestModelAndSaysWhere() throws IOException, InterruptedException {
        String rows = Home.path("examples/data/spambase/spambase.csv.gz").toString();
        Path run = folder.resolve("run");
        OtherJvm jvm = new OtherJvm(folder);
        Process process = jvm.start(
                "spark.ui.enabled=false",
                "train",
                Home.path("conf/spam-mlp.yaml").toString(),
                "--set",
                "data.train.path=" + rows,
                "--set",
                "data.test.path=" + rows,
                "--set",
                "training.epochs=1000000",
                "--run-dir",
                run.toString());
        for (int i = 0; i < 600 && !Files.readString(jvm.out()).contains("epoch 3 of"); i++) {
            Thread.sleep(100);
        }
        // As Ctrl-C, but for the signal's name.
        process.destroy();
        Outcome outcome = jvm.outcome(process).succeeded();

        assertThat(outcome.err()).contains("Stopping after this step");
        assertThat(outcome.out()).contains("stopped after ", "test accuracy", "model: " + run.resolve("model"));
        JsonNode summary =
                new ObjectMapper().readTree(run.resolve("summary.json").toFile());
        assertThat(summary.get("status").asText()).isEqualTo("stopped");
        assertThat(summary.get("best").get("step").asLong())
                .isPositive()
                .isLessThanOrEqualTo(summary.get("steps").asLong());
        assertThat(StoredModel.load(run).parameters())
                .hasSize(summary.get("parameters").asInt());
    }
}
