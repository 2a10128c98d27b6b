package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.generate.Sampling;
import io.kindling.driver.generate.TextGenerator;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results that the pages on pictures and the novel promise. */
@Tag("slow")
class NetworkExamplesTest {
    private static SparkCluster cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        cluster = SparkCluster.open("examples", Optional.of("local[2]"), Map.of());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void convolutionsReadNinetyNineOfAHundredDigits() {
        assertThat(train("mnist-cnn").test().get("accuracy")).isGreaterThanOrEqualTo(0.990);
    }

    @Test
    void aSmallResidualNetworkReadsALittleMore() {
        assertThat(train("mnist-resnet").test().get("accuracy")).isGreaterThanOrEqualTo(0.991);
    }

    @Test
    void aTransformerNeedsLessThanTwoBitsForAByteOfTheNovelAndGoesOnWithASentence() {
        Summary summary = train("novel-transformer");
        assertThat(summary.test().get("bits_per_token")).isLessThanOrEqualTo(2.0);

        TextGenerator generator = TextGenerator.load(folder.resolve("novel-transformer"));
        Sampling sampling = new Sampling().withSeed(7);
        String text = generator.generate("It is a truth", 400, sampling, piece -> {});
        assertThat(generator.generate("It is a truth", 400, sampling, piece -> {}))
                .isEqualTo(text);
        // English by its commonest words.
        assertThat(text.split("\\s+")).containsAnyOf("the", "of", "to", "and");
        assertThat(text.chars().filter(letter -> letter == ' ').count()).isBetween(40L, 140L);
    }

    private Summary train(String name) {
        return new TrainingRun(
                        ConfigLoader.load(Path.of("conf", name + ".yaml"), List.of()),
                        RunDirectory.create(folder.resolve(name)),
                        cluster,
                        System.out,
                        0,
                        List.of())
                .execute();
    }
}
