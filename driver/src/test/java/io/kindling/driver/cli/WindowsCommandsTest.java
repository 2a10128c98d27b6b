package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import io.kindling.driver.report.Figures;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A small network on the first chapters of a novel: what the commands make of windows, and the text that goes on. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class WindowsCommandsTest {
    private static final int LENGTH = 12;

    @TempDir
    private static Path folder;

    private static Path text;
    private static Path run;
    private static JsonNode summary;

    @BeforeAll
    static void train(SparkSession session) throws IOException {
        assertThat(session.sparkContext().isLocal()).isTrue();
        text = folder.resolve("chapters.txt");
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(Home.path("examples/data/text/prideprejudice.txt.gz")))) {
            Files.write(text, in.readNBytes(30_000));
        }
        run = folder.resolve("run");
        Path conf = Files.writeString(folder.resolve("windows.yaml"), """
                name: windows
                data:
                  train: {path: "%1$s", format: text, where: ends_at <= 0.8}
                  test: {path: "%1$s", format: text, where: starts_at >= 0.8}
                  windows: {length: 12, stride: 6}
                  scale: 0.01
                model:
                  input: [12]
                  layers: [reshape: [12, 1], dense: 32, relu, dense: 128]
                  loss: cross_entropy
                training: {batch_size: 64, epochs: 3, optimizer: {adam: {learning_rate: 0.01}}}
                spark: {shards: 2}
                """.formatted(text));
        Outcome.of("train", conf.toString(), "--run-dir", run.toString()).succeeded();
        summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    }

    @Test
    void evaluatingGivesTheTestFiguresAgain() {
        Outcome evaluation = Outcome.of("evaluate", "--model", run.toString()).succeeded();
        assertThat(summary.path("test").path("loss").asDouble()).isBetween(2.0, 3.5);
        summary.path("test")
                .properties()
                .forEach(figure -> assertThat(evaluation.out())
                        .containsPattern("(?m)^" + figure.getKey() + " +\\Q"
                                + Figures.of(figure.getValue().asDouble()) + "\\E$"));
    }

    @Test
    void predictionsAreAByteForEachOfTheWindow(SparkSession session) {
        String out = folder.resolve("predictions").toString();
        Outcome.of(
                        "predict",
                        "--model",
                        run.toString(),
                        "--path",
                        text.toString(),
                        "--format",
                        "text",
                        "--where",
                        "starts_at >= 0.8",
                        "--out",
                        out)
                .succeeded();
        Dataset<Row> predicted = session.read().parquet(out);
        assertThat(predicted.columns()).containsExactly("window", "next", "text", "starts_at", "ends_at", "prediction");
        long right = 0;
        List<Row> rows = predicted.collectAsList();
        for (Row row : rows) {
            byte[] next = row.getAs("next");
            List<Double> prediction = row.getList(row.fieldIndex("prediction"));
            assertThat(prediction).hasSize(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                right += prediction.get(i) == next[i] ? 1 : 0;
            }
        }
        assertThat(rows).hasSizeBetween(990, 1002);
        assertThat(Figures.of((double) right / (rows.size() * LENGTH)))
                .isEqualTo(Figures.of(summary.path("test").path("accuracy").asDouble()));
    }

    @Test
    void theTextGoesOnAndTheSeedDecidesHow() {
        String once = generate("--prompt", "It is a truth", "--length", "60")
                .succeeded()
                .out();
        assertThat(once).startsWith("It is a truth").hasSize(13 + 60 + 1).endsWith("\n");
        assertThat(generate("--prompt", "It is a truth", "--length", "60").out())
                .isEqualTo(once);
        assertThat(generate("--prompt", "It is a truth", "--length", "60", "--seed", "2")
                        .out())
                .startsWith("It is a truth")
                .isNotEqualTo(once);
        assertThat(generate("--prompt", "It", "--length", "30", "--top-k", "1").out())
                .isEqualTo(generate("--prompt", "It", "--length", "30", "--temperature", "0")
                        .out());
    }

    @Test
    void aNewProcessWithoutSparkGoesOnAlike() throws IOException, InterruptedException {
        String here = generate("--prompt", "It is", "--length", "40").out();
        Outcome there =
                new OtherJvm(folder).run("spark.master=nowhere", arguments("--prompt", "It is", "--length", "40"));
        assertThat(there.succeeded().out()).isEqualTo(here);
    }

    @Test
    void wrongOptions() {
        generate("--prompt", "").isWrongInput("The prompt is empty; give the beginning of a text");
        generate("--prompt", "a", "--length", "0").isWrongInput("The length is 0; it must lie from 1 to 2147483630.");
        generate("--prompt", "a", "--temperature", "-1").isWrongInput("temperature is -1.0; it must be 0 or more");
        generate("--prompt", "a", "--top-k", "0").isWrongInput("top_k is 0; it must be 1 or more");
        generate("--prompt", "café").isWrongInput("a character with the byte 195 in UTF-8, but the model only knows");
        generate("--prompt", "caf\uFFFD").isWrongInput("The prompt has characters that could not be read");
        assertThat(generate("--prompt", "a", "--top-k", "many").code()).isEqualTo(2);
        assertThat(generate().code()).isEqualTo(2);
    }

    @Test
    void bytesThatAnEmbeddingHasNoVectorFor() throws IOException {
        for (String engine : new String[] {"local", "spark"}) {
            Path conf = folder.resolve("small-vocabulary-" + engine + ".yaml");
            Files.writeString(
                    conf,
                    String.join(
                            "\n",
                            "name: small-vocabulary",
                            "data: {train: {path: '" + text + "', format: text}, windows: 8}",
                            "model:",
                            "  input: [8]",
                            "  layers: [embedding: {vocabulary: 20, features: 4}, dense: 256]",
                            "  loss: cross_entropy",
                            "engine: " + engine));
            Outcome.of("train", conf.toString(), "--run-dir", folder + "/small-vocabulary-" + engine)
                    .isWrongInput("; embedding has a vocabulary of 20, so ids are whole numbers in [0, 20). Make the"
                            + " vocabulary larger");
        }
    }

    @Test
    void aModelOfOtherThings() throws IOException {
        SmallRun rows = new SmallRun(folder);
        rows.trainAs("rows.csv", "rows.csv", "--run-dir", folder + "/rows").succeeded();
        Outcome.of("generate", "--model", folder + "/rows", "--prompt", "a")
                .isWrongInput("The model in " + folder + "/rows is none that generates text: it was not trained on"
                        + " data.windows. Train one on data.windows whose output is [length, 256]");
        Outcome.of("generate", "--model", folder.resolve("nowhere").toString(), "--prompt", "a")
                .isWrongInput("There is no model in ");
    }

    @Test
    void rowsWithoutATextToCut() {
        Outcome.of(
                        "evaluate",
                        "--model",
                        run.toString(),
                        "--path",
                        text.toString(),
                        "--format",
                        "text",
                        "--option",
                        "wholetext=false",
                        "--where",
                        "starts_at > 2")
                .isWrongInput("There is no row in the evaluation part");
        Outcome.of(
                        "predict",
                        "--model",
                        run.toString(),
                        "--path",
                        Home.path("examples/data/spambase/spambase.csv.gz").toString(),
                        "--where",
                        "1 = 2")
                .isWrongInput("The source has no text of more than 12 bytes, as a window and the byte behind it take;");
    }

    private static Outcome generate(String... options) {
        return Outcome.of(arguments(options));
    }

    private static String[] arguments(String... options) {
        List<String> arguments = new ArrayList<>(List.of("generate", "--model", run.toString()));
        arguments.addAll(Arrays.asList(options));
        return arguments.toArray(String[]::new);
    }
}
