package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FromMlpcTest {
    private static final Path SOURCES = Path.of("examples/from-mlpc/src/main/java/com/example");

    @Test
    void theSameProgramTellsMailsRightByEither() throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .getOrCreate()) {
            Dataset<Row> mails = spark.read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv("examples/data/spambase/spambase.csv.gz")
                    .cache();
            double before = SpamByMlpc.accuracy(mails);
            double after = SpamByKindling.accuracy(mails);
            assertThat(before).isGreaterThan(0.88);
            assertThat(after).isGreaterThan(0.92);
            System.out.println("MLlib's perceptron: " + before + ", Kindling: " + after);
        }
    }

    @Test
    void theImportAndTwoLinesAreAllThatDiffers() throws IOException {
        List<String> before = lines("SpamByMlpc");
        List<String> after = lines("SpamByKindling");
        List<String> taken = new ArrayList<>(before);
        taken.removeAll(after);
        List<String> given = new ArrayList<>(after);
        given.removeAll(before);
        assertThat(taken)
                .containsExactly(
                        "import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;",
                        "PipelineStage network = new MultilayerPerceptronClassifier()",
                        ".setBlockSize(128)");
        assertThat(given)
                .containsExactly(
                        "import io.kindling.ml.NeuralNetworkClassifier;",
                        "PipelineStage network = new NeuralNetworkClassifier()",
                        ".setBatchSize(128)");
    }

    /** The program, without what it is called. */
    private static List<String> lines(String name) throws IOException {
        return Files.readString(SOURCES.resolve(name + ".java"))
                .replace(name, "Spam")
                .lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("/**"))
                .toList();
    }
}
