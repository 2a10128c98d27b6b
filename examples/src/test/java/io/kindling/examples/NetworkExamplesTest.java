package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.generate.Sampling;
import io.kindling.driver.generate.TextGenerator;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.ModelEvaluation;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.store.StoredModel;
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
        Summary summary = train("mnist-resnet");
        assertThat(summary.test().get("accuracy")).isGreaterThanOrEqualTo(0.991);

        // The running statistics lie in the model with the weights.
        Path run = folder.resolve("mnist-resnet");
        StoredModel stored = StoredModel.load(run);
        Map<String, Double> again = ModelEvaluation.figures(
                cluster,
                stored,
                cluster.pipeline(StoredModel.directory(run), stored.model()),
                config("mnist-resnet").data().test().orElseThrow());
        assertThat(again.get("accuracy")).isEqualTo(summary.test().get("accuracy"));
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
                        config(name), RunDirectory.create(folder.resolve(name)), cluster, System.out, 0, List.of())
                .execute();
    }

    private static RunConfig config(String name) {
        return ConfigLoader.load(Path.of("conf", name + ".yaml"), List.of());
    }
}
