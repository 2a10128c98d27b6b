package io.kindling.driver.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluation.json} of trainings on real data: the same from everywhere, and in line with the run's other figures. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class ModelInspectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void ofClassesItIsTheSameFromBothEnginesAndAnyNumberOfPartitionsAndAgreesWithTheAccuracy(SparkSession spark)
            throws IOException {
        String yaml = """
                name: spam
                data:
                  train: {format: parquet, path: '%s', where: id %% 5 <> 0}
                  validation: {fraction: 0.1}
                  exclude: [id]
                  label: {column: type, classes: [nonspam, spam]}
                  log1p: true
                  standardize: true
                model: {input: [57], layers: [dense: 16, relu, dense: 2], loss: cross_entropy}
                training: {batch_size: 64, epochs: 2}
                engine: %s
                spark: {shards: 3}
                """;
        Path run = sameFromEverywhere(spark, "examples/data/spambase/spambase.csv.gz", yaml);
        JsonNode evaluation = json(run, "evaluation.json");
        JsonNode validation = json(run, "summary.json").get("validation");
        JsonNode counts = evaluation.at("/confusion/counts");
        double right = counts.get(0).get(0).asDouble() + counts.get(1).get(1).asDouble();
        double all =
                right + counts.get(0).get(1).asDouble() + counts.get(1).get(0).asDouble();
        assertThat(all).isEqualTo(evaluation.get("rows").asDouble());
        assertThat(right / all).isCloseTo(validation.get("accuracy").asDouble(), within(1e-9));
        assertThat(evaluation.get("loss").asDouble())
                .isCloseTo(validation.get("loss").asDouble(), within(1e-5));
        assertThat(stream(evaluation.at("/calibration/bins"))
                        .mapToDouble(bin -> bin.get("rows").asDouble())
                        .sum())
                .isEqualTo(all);

        JsonNode worst = evaluation.get("worst");
        assertThat(worst).hasSize(24);
        assertThat(stream(worst).map(row -> -row.get("loss").asDouble()).toList())
                .isSorted();
        for (JsonNode row : worst) {
            // The log loss of the right class, and the features as they were before logarithm and standardisation.
            assertThat(row.get("loss").asDouble())
                    .isCloseTo(-Math.log(row.get("label_probability").asDouble()), within(1e-3));
            assertThat(row.at("/features")).hasSize(57);
            assertThat(row.at("/features/capitalLong").asDouble())
                    .isCloseTo(Math.rint(row.at("/features/capitalLong").asDouble()), within(0.02));
        }
    }

    @Test
    void ofNumbersItIsTheSameFromBothEnginesAndAgreesWithTheError(SparkSession spark) throws IOException {
        String yaml = """
                name: diamonds
                data:
                  train: {format: parquet, path: '%s', where: id %% 20 = 1}
                  validation: {where: id %% 40 = 1}
                  columns: [carat, depth, table]
                  label: {column: price, standardize: true}
                  standardize: true
                model: {input: [3], layers: [dense: 8, relu, dense: 1], loss: mse}
                training: {batch_size: 64, epochs: 2}
                engine: %s
                spark: {shards: 3}
                """;
        Path run = sameFromEverywhere(spark, "examples/data/diamonds/diamonds.csv.gz", yaml);
        JsonNode evaluation = json(run, "evaluation.json");
        JsonNode residuals = evaluation.get("residuals");
        assertThat(residuals.get("rmse").asDouble())
                .isCloseTo(json(run, "summary.json").at("/validation/rmse").asDouble(), within(0.01));
        double counted = stream(residuals.get("counts"))
                .flatMap(ModelInspectionTest::stream)
                .mapToDouble(JsonNode::asDouble)
                .sum();
        assertThat(counted).isEqualTo(evaluation.get("rows").asDouble());
        assertThat(stream(residuals.get("differences"))
                        .mapToDouble(JsonNode::asDouble)
                        .sum())
                .isEqualTo(counted);
        JsonNode first = evaluation.at("/worst/0");
        assertThat(first.at("/labels/0").asDouble()).isBetween(300.0, 19_000.0);
        assertThat(first.at("/features/carat").asDouble()).isBetween(0.2, 5.1);
    }

    private Path sameFromEverywhere(SparkSession spark, String csv, String yaml) throws IOException {
        Set<String> found = new HashSet<>();
        Path run = folder;
        for (int partitions : new int[] {1, 2, 7}) {
            Path source = folder.resolve("rows-" + partitions);
            spark.read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv(Home.path(csv).toString())
                    .repartition(partitions)
                    .write()
                    .parquet(source.toString());
            for (String engine : List.of("local", "spark")) {
                run = Files.createTempDirectory(folder, "run");
                PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
                new TrainingRun(
                                ConfigLoader.parse("test", yaml.formatted(source, engine)),
                                RunDirectory.create(run),
                                SparkCluster.of(spark),
                                silent,
                                0,
                                List.of())
                        .execute();
                found.add(Files.readString(run.resolve("evaluation.json")));
            }
        }
        assertThat(found).hasSize(1);
        return run;
    }

    private static JsonNode json(Path run, String file) throws IOException {
        return JSON.readTree(run.resolve(file).toFile());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
