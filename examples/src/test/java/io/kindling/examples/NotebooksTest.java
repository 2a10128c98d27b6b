package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final Path TARGET = HOME.resolve("examples/target");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"spam", "digits"})
    void aStoredNotebookWasRunFromTopToBottomAndNamesNoMachine(String name) throws IOException {
        Path file = STORED.resolve(name + ".ipynb");
        JsonNode notebook = JSON.readTree(file.toFile());
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

    /** As by the square in the toolbar, which Jupyter here presses itself after half a minute. */
    @Test
    @Tag("slow")
    void aStoppedCellGivesTheBestModelAndLaterCellsGoOn() throws Exception {
        ObjectNode notebook = JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
        notebook.putObject("metadata");
        for (String code : List.of("""
                Dataset<Row> mails = spark.read().option("header", true).option("inferSchema", true)
                        .csv("../data/spambase/spambase.csv.gz").withColumn("label", expr("double(type = 'spam')"));
                NeuralNetworkClassifier endless = new NeuralNetworkClassifier().setFeaturesCols("charExclamation", "free")
                        .setLayers(2, 64, 2).setMaxIter(1000000).setValidationFraction(0.2).addListener(progress());""", "NeuralNetworkClassificationModel model = endless.fit(mails);", """
                System.out.println(model.summary().status());
                System.out.println("accuracy " + model.evaluate(mails).get("accuracy"));""")) {
            notebook.withArray("cells")
                    .addObject()
                    .put("cell_type", "code")
                    .put("source", code)
                    .putNull("execution_count")
                    .put("id", "cell" + notebook.path("cells").size())
                    .putPOJO("metadata", Map.of())
                    .putArray("outputs");
        }
        Path file = Files.createDirectories(TARGET).resolve("stopped.ipynb");
        JSON.writeValue(file.toFile(), notebook);

        JsonNode stopped =
                run(file, "--", "--ExecutePreprocessor.timeout=30", "--ExecutePreprocessor.interrupt_on_timeout=True");
        assertThat(number(stopped, "stopped\naccuracy ")).isGreaterThan(0.7);
        assertThat(stopped.toString()).contains("<div>stopped after ");
    }

    /** Runs a copy whose way to the data is as long as the original's. */
    private static JsonNode run(String name) throws Exception {
        Path copy = Files.createDirectories(TARGET).resolve(name + ".ipynb");
        Files.copy(STORED.resolve(name + ".ipynb"), copy, StandardCopyOption.REPLACE_EXISTING);
        return run(copy);
    }

    private static JsonNode run(Path notebook, String... options) throws Exception {
        Path log = notebook.resolveSibling(notebook.getFileName() + ".log");
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("scripts/notebook").toString(), "--run", notebook.toString()));
        command.addAll(List.of(options));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String said = Files.readString(log);
        assumeFalse(code == 2 && said.startsWith("Jupyter's nbconvert was not found"), said);
        assertThat(code).as(said).isZero();
        return JSON.readTree(notebook.toFile());
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
