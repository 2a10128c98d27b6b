package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class AuditCommandTest {
    @TempDir
    private Path folder;

    @Test
    void findingsArePrintedAndWrittenForPrograms() throws IOException {
        Path out = folder.resolve("audit.json");
        Outcome outcome = Outcome.of(command("audit", "diamonds", "--out", out.toString()));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "placeholder_values: z: 0 occurs 20 times",
                        "repeated_rows: 146 of 53,940 rows",
                        "60 of the 10,788 rows of test",
                        "to do: ");
        JsonNode json = new ObjectMapper().readTree(out.toFile());
        assertThat(json.get("rows").get("test").asLong()).isEqualTo(10_788);
        assertThat(json.get("findings").findValuesAsText("id"))
                .contains("placeholder_values", "repeated_rows", "leaking_duplicates");
        assertThat(folder.toFile().list()).as("nothing beside it is left").containsExactly("audit.json");
    }

    @Test
    void errorsInTheDataHaveAnExitCodeOfTheirOwn() {
        Outcome outcome = Outcome.of(command("audit", "spam-mlp"));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(3);
        assertThat(outcome.out()).contains("error    leaking_duplicates: 111 of the 920 rows of test");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidBeforeAnythingIsRead() {
        Outcome outcome = Outcome.of(command("audit", "diamonds", "--out", folder.toString()));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--out", "cannot be written").doesNotContain("\tat ");
    }

    @Test
    void aRunMayBeginWithAnAuditThatItsReportShows() throws IOException {
        Path run = folder.resolve("run");
        Outcome outcome = Outcome.of(
                command("train", "spam-neuron", "--audit", "--run-dir", run.toString(), "--set", "training.epochs=1"));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains("rows can hardly differ", "notes in 4,601 rows of 2 columns");
        assertThat(Files.readString(run.resolve("report.html"))).contains("\"order_resembles\"");
    }

    private static String[] command(String command, String conf, String... arguments) {
        String data =
                Home.path("examples/data/" + (conf.equals("diamonds") ? "diamonds/diamonds" : "spambase/spambase"))
                        + ".csv.gz";
        List<String> all = new ArrayList<>(
                List.of(command, Home.path("conf/" + conf + ".yaml").toString(), "--set", "data.train.path=" + data));
        all.addAll(List.of("--set", "data.test.path=" + data));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }
}
