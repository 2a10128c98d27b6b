package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.ModelEvaluation;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.store.StoredModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results that the pages on mails promise. The mails have to be fetched first. */
@Tag("slow")
class MailExamplesTest {
    private static final Path MAILS = Path.of("examples/data/spam/spam.jsonl.gz");

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

    @BeforeEach
    void demandMails() {
        assumeTrue(Files.exists(MAILS), () -> MAILS + " is not there: run scripts/fetch-data spam");
    }

    @Test
    void aTransformerOnTheFirstTwoHundredWordsTellsNinetySevenOfAHundredMails() {
        RunConfig config = ConfigLoader.load(Path.of("conf/mail-sequence.yaml"), List.of());
        Summary summary = train(config, folder.resolve("mail-sequence"));
        assertThat(summary.test().get("accuracy")).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void hashedWordsTellNinetyEightOfAHundredMailsAndTheStoredModelAgrees() {
        RunConfig config = ConfigLoader.load(Path.of("conf/mail-words.yaml"), List.of());
        Path run = folder.resolve("mail-words");
        Summary summary = train(config, run);
        assertThat(summary.test().get("accuracy")).isGreaterThanOrEqualTo(0.98);
        assertThat(summary.test().get("recall")).isGreaterThanOrEqualTo(0.97);

        StoredModel stored = StoredModel.load(run);
        Map<String, Double> again = ModelEvaluation.figures(
                cluster,
                stored,
                cluster.pipeline(StoredModel.directory(run), stored.model()),
                config.data().test().orElseThrow());
        assertThat(again.get("accuracy")).isEqualTo(summary.test().get("accuracy"));
    }

    private static Summary train(RunConfig config, Path run) {
        return new TrainingRun(config, RunDirectory.create(run), cluster, System.out, 0, List.of()).execute();
    }
}
