package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The results that the pages on mails promise. The mails have to be fetched first. */
@Tag("slow")
class MailExamplesTest {
    private static final Path MAILS = Path.of("examples/data/spam/spam.jsonl.gz");

    @RegisterExtension
    static final ConfRuns RUNS = new ConfRuns();

    @TempDir
    private Path folder;

    @BeforeEach
    void demandMails() {
        assumeTrue(Files.exists(MAILS), () -> MAILS + " is not there: run scripts/fetch-data spam");
    }

    @Test
    void aTransformerOnTheFirstTwoHundredWordsTellsNinetySevenOfAHundredMails() {
        RunConfig config = ConfRuns.config("mail-sequence");
        Summary summary = RUNS.train(config, folder.resolve("mail-sequence"));
        assertThat(summary.test().get("accuracy")).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void hashedWordsTellNinetyEightOfAHundredMailsAndTheStoredModelAgrees() {
        RunConfig config = ConfRuns.config("mail-words");
        Path run = folder.resolve("mail-words");
        Summary summary = RUNS.train(config, run);
        assertThat(summary.test().get("accuracy")).isGreaterThanOrEqualTo(0.98);
        assertThat(summary.test().get("recall")).isGreaterThanOrEqualTo(0.97);
        assertThat(RUNS.test(config, run).get("accuracy"))
                .isEqualTo(summary.test().get("accuracy"));
    }
}
