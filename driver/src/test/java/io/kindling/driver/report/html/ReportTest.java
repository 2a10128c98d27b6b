package io.kindling.driver.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Outcome;
import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import io.kindling.kernels.random.Draws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class ReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        TrainedRun.spam(trained.resolve("run"));
    }

    @BeforeEach
    void copy() throws IOException {
        for (Path file : files(trained.resolve("run"))) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
    }

    @Test
    void theReportIsMadeAnewFromTheFilesToTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(folder.resolve("report.html"));
        // The directory's name stands in it.
        Path run = trained.resolve("run");
        Outcome outcome = Outcome.of("report", run.toString()).succeeded();
        assertThat(outcome.out()).contains("report: " + run.resolve("report.html"));
        assertThat(run.resolve("report.html")).hasBinaryContent(first);
        assertThat(first.length).isLessThan(2_000_000);
        assertThat(new String(first, StandardCharsets.UTF_8))
                .doesNotContain("src=\"http", "href=\"http", "url(http", "@import");
    }

    @Test
    void itsNumbersAreThoseOfTheFiles() throws IOException {
        JsonNode run = data(folder).at("/runs/0");
        assertThat(run.get("summary"))
                .isEqualTo(JSON.readTree(folder.resolve("summary.json").toFile()));
        assertThat(run.get("evaluation"))
                .isEqualTo(JSON.readTree(folder.resolve("evaluation.json").toFile()));
        assertThat(run.at("/config/settings/training/epochs").asInt()).isEqualTo(4);
        List<String> lines = Files.readAllLines(folder.resolve("metrics.csv"));
        String[] last = lines.get(lines.size() - 1).split(",", -1);
        JsonNode columns = run.at("/metrics/columns");
        JsonNode steps = columns.get("step");
        assertThat(steps.get(steps.size() - 1).asText()).isEqualTo(last[0]);
        JsonNode validated = columns.get("validation_loss");
        assertThat(validated.get(validated.size() - 1).asDouble())
                .isCloseTo(
                        Double.parseDouble(
                                last[List.of(lines.get(0).split(",", -1)).indexOf("validation_loss")]),
                        withinPercentage(0.001));
    }

    @Test
    void aLongRunOfADeepNetworkStaysBelowTwoMegabytesAndKeepsItsPeak() throws IOException {
        StringBuilder metrics = new StringBuilder(
                Files.readAllLines(folder.resolve("metrics.csv")).get(0) + "\n");
        int columns = metrics.toString().split(",").length;
        for (int i = 1; i <= 200_000; i++) {
            double loss = i == 77_777 ? 123.5 : 2 + Draws.uniform(1, i);
            metrics.append(i).append(",1,").append(loss);
            for (int c = 3; c < columns; c++) {
                metrics.append(',').append(c > 5 && i % 10 != 0 ? "" : Draws.uniform(c, i));
            }
            metrics.append('\n');
        }
        Files.writeString(folder.resolve("metrics.csv"), metrics);
        StringBuilder layers = new StringBuilder(
                "step,epoch,layer,kind,mean,deviation,saturated,dead,gradient_norm,parameter_norm,update_ratio,output_gradient\n");
        for (int step = 50; step <= 20_000; step += 50) {
            for (int layer = 0; layer < 60; layer++) {
                layers.append(String.format(Locale.ROOT, "%d,1,layers.%d,dense", step, layer));
                for (int c = 0; c < 8; c++) {
                    layers.append(',').append(Draws.uniform(step + c, layer));
                }
                layers.append('\n');
            }
        }
        Files.writeString(folder.resolve("layers.csv"), layers);

        Location file = Report.write(Location.of(folder));
        assertThat(file.length()).isBetween(500_000L, 2_000_000L);
        JsonNode run = data(folder).at("/runs/0");
        assertThat(run.at("/metrics/points").asInt()).isEqualTo(200_000);
        assertThat(run.at("/metrics/columns/step")).hasSizeBetween(1_000, 1_600);
        assertThat(run.at("/metrics/columns/train_loss").toString()).contains("123.5");
        assertThat(run.at("/layers/names")).hasSize(60);
        assertThat(run.at("/layers/steps")).hasSizeBetween(100, 400);
    }

    @Test
    void aRunThatWasKilledHasAReportOfWhatThereIs() throws IOException {
        for (String name : List.of("summary.json", "evaluation.json", "environment.json")) {
            Files.delete(folder.resolve(name));
        }
        Path metrics = folder.resolve("metrics.csv");
        String whole = Files.readString(metrics);
        Files.writeString(metrics, whole.substring(0, whole.length() - 40));
        JsonNode run = data(folder).at("/runs/0");
        assertThat(run.has("summary")).isFalse();
        assertThat(run.at("/metrics/points").asInt()).isPositive();
    }

    @Test
    void whatIsNoRunOrDamagedIsNamed() throws IOException {
        Files.writeString(folder.resolve("evaluation.json"), "{\"part\":");
        Outcome.of("report", folder.toString())
                .isWrongInput(folder.resolve("evaluation.json").toString(), "damaged");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Outcome.of("report", empty.toString())
                .isWrongInput(empty.toString(), "is not the directory of a run", "config.yaml");
        assertThatThrownBy(() -> Report.data(List.of(Location.of(empty)))).isInstanceOf(UserException.class);
    }

    /** The block that the page draws from. */
    private static JsonNode data(Path run) throws IOException {
        String page = Files.readString(Path.of(Report.write(Location.of(run)).toString()));
        Matcher block = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        return JSON.readTree(block.group(1));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
