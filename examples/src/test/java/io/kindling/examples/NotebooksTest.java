package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notebooks of {@code examples/notebooks}. */
class NotebooksTest {
    private static final Path HOME = Path.of(System.getProperty("kindling.home"));
    private static final Path STORED = HOME.resolve("examples/notebooks");

    @ParameterizedTest
    @ValueSource(strings = {"spam", "digits"})
    void aStoredNotebookWasRunFromTopToBottomAndNamesNoMachine(String name) throws IOException {
        Path file = STORED.resolve(name + ".ipynb");
        JsonNode notebook = new ObjectMapper().readTree(file.toFile());
        assertThat(notebook.at("/metadata/kernelspec/name").asText()).isEqualTo("kindling");
        List<JsonNode> cells = codeCells(notebook);
        for (int i = 0; i < cells.size(); i++) {
            assertThat(cells.get(i).path("execution_count").asInt()).isEqualTo(i + 1);
            assertThat(cells.get(i).findValuesAsText("output_type")).doesNotContain("error");
        }
        assertThat(mimeTypes(notebook)).contains("image/svg+xml");
        assertThat(Files.readString(file))
                .doesNotContainPattern("(?:/home|/root|/tmp|/work|/Users|[A-Z]:\\\\\\\\)[/\\\\]");
    }

    @Test
    @Tag("slow")
    void theSpamNotebookRunsFromItsFirstCellToItsLast() throws Exception {
        JsonNode notebook = run("spam");
        assertThat(number(notebook, "accuracy of the neuron on the test mails: "))
                .isGreaterThan(0.75);
        assertThat(number(notebook, "test accuracy +")).isGreaterThan(0.93);
    }

    @Test
    @Tag("slow")
    void theDigitsNotebookRunsFromItsFirstCellToItsLast() throws Exception {
        JsonNode notebook = run("digits");
        assertThat(number(notebook, "accuracy on the test digits: ")).isGreaterThan(0.96);
        assertThat(mimeTypes(notebook)).contains("image/png");
    }

    /** Runs a copy whose way to the data is as long as the original's. */
    private static JsonNode run(String name) throws Exception {
        Path copy = Files.createDirectories(HOME.resolve("examples/target")).resolve(name + ".ipynb");
        Files.copy(STORED.resolve(name + ".ipynb"), copy, StandardCopyOption.REPLACE_EXISTING);
        Path log = copy.resolveSibling(name + "-notebook.log");
        int code = new ProcessBuilder(HOME.resolve("scripts/notebook").toString(), "--run", copy.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String said = Files.readString(log);
        assumeFalse(code == 2 && said.startsWith("Jupyter's nbconvert was not found"), said);
        assertThat(code).as(said).isZero();
        return new ObjectMapper().readTree(copy.toFile());
    }

    private static List<JsonNode> codeCells(JsonNode notebook) {
        return StreamSupport.stream(notebook.path("cells").spliterator(), false)
                .filter(cell -> cell.path("cell_type").asText().equals("code"))
                .toList();
    }

    private static List<String> mimeTypes(JsonNode notebook) {
        return notebook.findValues("data").stream()
                .flatMap(data -> data.properties().stream())
                .map(property -> property.getKey())
                .toList();
    }

    /** The first number that was printed behind these words. */
    private static double number(JsonNode notebook, String words) {
        StringBuilder printed = new StringBuilder();
        codeCells(notebook)
                .forEach(cell ->
                        cell.findValues("text").forEach(text -> text.forEach(line -> printed.append(line.asText()))));
        Matcher found = Pattern.compile(words + "([0-9.]+)").matcher(printed);
        assertThat(found.find()).as(printed.toString()).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
