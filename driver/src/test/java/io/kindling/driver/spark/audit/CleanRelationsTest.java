package io.kindling.driver.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.driver.Home;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.spark.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is said of how features and label hang together in data without a fault. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class CleanRelationsTest {
    private static final Set<String> LOOKED_FOR =
            Set.of("shifted_labels", "order_resembles", "leaking_column", "doubtful_labels");

    @TempDir
    private Path folder;

    @Test
    void nothingOfSpambaseInNoOrder() {
        assertThat(said(AuditedRuns.relations(folder, "spam-mlp", AuditedRows::shuffled)))
                .isEmpty();
    }

    @Test
    void nothingOfDiamondsInNoOrder() {
        assertThat(said(AuditedRuns.relations(folder, "diamonds", AuditedRows::shuffled)))
                .isEmpty();
    }

    @Test
    void nothingOfFlightsInTheOrderOfDeparture() {
        assertThat(said(AuditedRows.relations(AuditedRows.flights(), "delay", false, "id", "date")))
                .isEmpty();
    }

    @Test
    void nothingOfFlightsInNoOrder() {
        assertThat(said(AuditedRows.relations(
                        AuditedRows.shuffled(AuditedRows.flights()), "delay", false, "id", "date")))
                .isEmpty();
    }

    @Test
    @Tag("mails")
    void ofMailsOnlyThatTheyAreSortedByClass() {
        assumeTrue(Files.exists(Home.path("examples/data/spam/spam.jsonl.gz")));
        assertThat(said(AuditedRuns.relations("mail-words"))).containsExactly("order_resembles");
    }

    private static List<String> said(AuditReport report) {
        return report.findings().stream()
                .map(Finding::id)
                .filter(LOOKED_FOR::contains)
                .toList();
    }
}
