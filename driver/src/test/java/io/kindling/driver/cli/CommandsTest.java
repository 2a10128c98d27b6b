package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.report.Figures;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One neuron on mails, two epochs: what the commands write and print. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class CommandsTest {
    private static final Path HOME = Path.of(System.getProperty("kindling.home", "."));
    private static final Path CONF = HOME.resolve("conf/spam-neuron.yaml");
    private static final String ROWS =
            HOME.resolve("examples/data/spambase/spambase.csv.gz").toString();
    private static final List<String> SETTINGS = List.of(
            "training.epochs=2",
            "training.batch_size=64",
            "data.train.path=" + ROWS,
            "data.test.path=" + ROWS,
            "data.validation={fraction: 0.1}");

    @TempDir
    private static Path folder;

    private static Path run;
    private static Outcome training;
    private static JsonNode summary;

    @BeforeAll
    static void train(SparkSession session) throws IOException {
        assertThat(session.sparkContext().isLocal()).isTrue();
        run = folder.resolve("run");
        List<String> arguments = new ArrayList<>(List.of("train", CONF.toString(), "--run-dir", run.toString()));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        training = Outcome.of(arguments.toArray(String[]::new)).succeeded();
        summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    }

    @Test
    void theRunDirectoryIsFull() throws IOException {
        assertThat(names(run))
                .containsExactlyInAnyOrder(
                        "config.yaml",
                        "environment.json",
                        "summary.json",
                        "metrics.csv",
                        "layers.csv",
                        "verdicts.json",
                        "evaluation.json",
                        "report.html",
                        "model",
                        "tensorboard");
        assertThat(names(run.resolve("model")))
                .containsExactlyInAnyOrder("model.json", "weights.safetensors", "features.json");
    }

    @Test
    void theConfigurationLoadsAgain() {
        assertThat(ConfigLoader.load(run.resolve("config.yaml"), List.of()))
                .isEqualTo(ConfigLoader.load(CONF, SETTINGS));
    }

    @Test
    void theSummaryTellsAll() {
        assertThat(summary.path("name").asText()).isEqualTo("spam-neuron");
        assertThat(summary.path("status").asText()).isEqualTo("completed");
        assertThat(summary.path("epochs").asInt()).isEqualTo(2);
        assertThat(summary.path("parameters").asInt()).isEqualTo(3);
        assertThat(summary.path("seed").asInt()).isEqualTo(1);
        assertThat(summary.path("engine").asText()).isEqualTo("local");
        assertThat(summary.path("blas").asText()).isNotBlank();
        assertThat(summary.path("exact").isBoolean()).isTrue();
        assertThat(summary.path("rows_per_second").asDouble()).isPositive();
        assertThat(summary.path("ms_per_step").asDouble()).isPositive();
        assertThat(summary.path("steps").asInt()).isBetween(2 * 3000 / 64, 2 * 3681 / 64);
        assertThat(summary.path("best").path("step").asInt())
                .isBetween(1, summary.path("steps").asInt());
        assertThat(summary.path("train").path("loss").asDouble()).isBetween(0.1, Math.log(2));
        assertThat(summary.path("test").path("loss").asDouble()).isBetween(0.1, Math.log(2));
        assertThat(summary.path("test").path("accuracy").asDouble()).isBetween(0.7, 1.0);
        assertThat(summary.path("validation").path("accuracy").asDouble()).isBetween(0.5, 1.0);
        assertThat(summary.path("validation").path("loss").asDouble())
                .isEqualTo(summary.path("best").path("validation_loss").asDouble());
    }

    @Test
    void theDigestIsThatOfTheSavedNumbers() throws IOException, NoSuchAlgorithmException {
        byte[] weights = Files.readAllBytes(run.resolve("model/weights.safetensors"));
        int numbers = 8
                + (int) ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(weights, numbers, weights.length - numbers);
        assertThat(weights.length - numbers).isEqualTo(3 * Float.BYTES);
        assertThat(summary.path("weights_sha256").asText())
                .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void theMetricsFollowTheSteps() throws IOException {
        List<String> lines = Files.readAllLines(run.resolve("metrics.csv"));
        assertThat(lines.get(0))
                .startsWith("step,epoch,train_loss,gradient_norm,learning_rate,rows_per_second,validation_loss,");
        List<Integer> steps = lines.stream()
                .skip(1)
                .map(line -> Integer.valueOf(line.substring(0, line.indexOf(','))))
                .toList();
        assertThat(steps).hasSizeGreaterThan(10).isSorted().contains(10, 20, 30);
        assertThat(steps.get(steps.size() - 1)).isEqualTo(summary.path("steps").asInt());
        int columns = lines.get(0).split(",", -1).length;
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(columns));
    }

    @Test
    void theConsoleShowsEveryEpochAndTheTest() {
        assertThat(training.out())
                .contains("epoch 1 of 2", "epoch 2 of 2", "test loss " + figure("loss"), "model: " + run + "/model");
    }

    @Test
    void evaluatingGivesTheTestFiguresAgain() {
        isTheTest(Outcome.of("evaluate", "--model", run.toString()));
        isTheTest(Outcome.of("evaluate", "--model", run + "/model", "--path", ROWS, "--where", "id % 5 = 0"));
    }

    @Test
    void evaluatingInANewProcessGivesTheTestFiguresAgain() throws IOException, InterruptedException {
        isTheTest(new OtherJvm(folder).run("spark.master=local[2]", "evaluate", "--model", run.toString()));
    }

    @Test
    void predictionsAreAsAccurateAsTheTest(SparkSession session) {
        String out = folder.resolve("predictions").toString();
        Outcome.of("predict", "--model", run.toString(), "--path", ROWS, "--where", "id % 5 = 0", "--out", out)
                .succeeded();
        Dataset<Row> predicted = session.read().parquet(out);
        assertThat(predicted.columns()).endsWith("probability", "prediction", "predicted_label");
        long rows = predicted.count();
        assertThat(rows)
                .isEqualTo(session.read()
                        .option("header", "true")
                        .csv(ROWS)
                        .where("id % 5 = 0")
                        .count());
        assertThat((double) predicted.where("predicted_label = type").count() / rows)
                .isEqualTo(summary.path("test").path("accuracy").asDouble(), within(1e-9));
        assertThat(predicted
                        .where("predicted_label = if(prediction = 1, 'spam', 'nonspam')")
                        .count())
                .isEqualTo(rows);
        assertThat(predicted
                        .where("prediction = if(probability[1] > 0.5, 1, 0)")
                        .count())
                .isEqualTo(rows);
        assertThat(predicted
                        .where("abs(probability[0] + probability[1] - 1) < 1e-6")
                        .count())
                .isEqualTo(rows);
    }

    private static void isTheTest(Outcome evaluation) {
        evaluation.succeeded();
        assertThat(evaluation.out().lines()).hasSize(summary.path("test").size());
        summary.path("test")
                .fieldNames()
                .forEachRemaining(name ->
                        assertThat(evaluation.out()).containsPattern("(?m)^" + name + " +\\Q" + figure(name) + "\\E$"));
    }

    private static String figure(String name) {
        return Figures.of(summary.path("test").path(name).asDouble());
    }

    private static List<String> names(Path directory) throws IOException {
        try (var content = Files.list(directory)) {
            return content.map(path -> path.getFileName().toString()).toList();
        }
    }
}
