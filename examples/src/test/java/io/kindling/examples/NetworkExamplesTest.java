package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.generate.Sampling;
import io.kindling.driver.generate.TextGenerator;
import io.kindling.driver.report.Summary;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The results that the pages on pictures and the novel promise. */
@Tag("slow")
class NetworkExamplesTest {
    @RegisterExtension
    static final ConfRuns RUNS = new ConfRuns();

    @TempDir
    private Path folder;

    @Test
    void convolutionsReadNinetyNineOfAHundredDigits() {
        assertThat(train("mnist-cnn").test().get("accuracy")).isGreaterThanOrEqualTo(0.990);
    }

    @Test
    void aSmallResidualNetworkReadsALittleMoreAndItsRunningStatisticsAreStoredWithIt() {
        Summary summary = train("mnist-resnet");
        assertThat(summary.test().get("accuracy")).isGreaterThanOrEqualTo(0.991);
        assertThat(RUNS.test(ConfRuns.config("mnist-resnet"), folder.resolve("mnist-resnet"))
                        .get("accuracy"))
                .isEqualTo(summary.test().get("accuracy"));
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
        return RUNS.train(ConfRuns.config(name), folder.resolve(name));
    }
}
