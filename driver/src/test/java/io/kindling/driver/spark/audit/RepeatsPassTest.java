package io.kindling.driver.spark.audit;

import static io.kindling.driver.spark.audit.PlantedRows.csv;
import static io.kindling.driver.spark.audit.PlantedRows.number;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.driver.Home;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Severity;
import java.nio.file.Files;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class RepeatsPassTest {
    @Test
    void diamondsAreRepeated146TimesAnd60OfTheTestRowsWereSeenBefore() {
        AuditReport report = AuditedRuns.repeats("diamonds");

        assertThat(number(report, "repeated_rows", "rows")).isEqualTo(146);
        assertThat(report.findings())
                .filteredOn(finding -> finding.id().equals("leaking_duplicates"))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING, Severity.WARNING);
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.evidence())
                        .startsWith("60 of the 10,788 rows of test (0.56 %) are also in training or validation"));
        assertThat(number(report, "contradicting_labels", "rows")).isEqualTo(398);
        assertThat(AuditedRuns.find(report, "near_duplicates")).isEmpty();
    }

    @Test
    void spambaseIsRepeated391TimesAnd111OfTheTestRowsWereSeenBefore() {
        AuditReport report = AuditedRuns.repeats("spam-mlp");

        assertThat(number(report, "repeated_rows", "rows")).isEqualTo(391);
        Finding leaking = AuditedRuns.find(report, "leaking_duplicates").orElseThrow();
        assertThat(leaking.severity()).isEqualTo(Severity.ERROR);
        assertThat(leaking.numbers()).containsEntry("rows", 111.0);
        assertThat(leaking.examples())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .contains(" in training")
                        .contains(" in test")
                        .hasSizeLessThan(200));
        assertThat(number(report, "contradicting_labels", "rows")).isEqualTo(6);
    }

    @Test
    @Tag("mails")
    void mailsAreRepeated128TimesAnd35OfTheTestMailsAreLearnedFrom() {
        assumeTrue(Files.exists(Home.path("examples/data/spam/spam.jsonl.gz")));
        AuditReport report = AuditedRuns.repeats("mail-words");

        assertThat(number(report, "repeated_rows", "rows")).isEqualTo(128);
        assertThat(number(report, "leaking_duplicates", "rows")).isEqualTo(35);
        assertThat(number(report, "near_duplicates", "leaking_test")).isBetween(80.0, 120.0);
    }

    @Test
    void copiesOfDiamondsAreFoundWhereverTheyArePlanted() {
        Dataset<Row> different = csv("diamonds/diamonds.csv.gz")
                .where("id <= 10000")
                .dropDuplicates("carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z");
        Dataset<Row> copies = different
                .where("id % 5 = 1 and id <= 1000")
                .withColumn("id", col("id").plus(100_004));

        AuditReport clean = PlantedRows.split(different, "price", "id");
        AuditReport planted = PlantedRows.split(different.union(copies), "price", "id");

        assertThat(clean.findings()).filteredOn(RepeatsPassTest::isOfRepeats).isEmpty();
        assertThat(number(planted, "leaking_duplicates", "rows")).isEqualTo((double) copies.count());
        assertThat(number(planted, "repeated_rows", "rows")).isEqualTo((double) copies.count());
        assertThat(number(planted, "contradicting_labels", "rows")).isZero();
    }

    @Test
    void copiesOfMailsWithTheOtherLabelContradict() {
        Dataset<Row> mails = csv("spambase/spambase.csv.gz").where("id <= 1500");
        Dataset<Row> turned = mails.where("id % 50 = 1")
                .withColumn(
                        "type",
                        when(col("type").equalTo("spam"), lit("nonspam")).otherwise(lit("spam")));

        double before = number(PlantedRows.split(mails, "type", "id"), "contradicting_labels", "rows");
        AuditReport report = PlantedRows.split(mails.union(turned), "type", "id");

        Finding found = AuditedRuns.find(report, "contradicting_labels").orElseThrow();
        assertThat(found.numbers().get("rows")).isGreaterThanOrEqualTo(before + 60);
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.examples())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).contains("type spam: ").contains("type nonspam: "));
    }

    @Test
    void ofRowsThatCanHardlyDifferItIsOnlyNoted() {
        Dataset<Row> flights =
                csv("flights/flights.csv.gz").selectExpr("id", "delay > 15 as late", "distance", "origin");

        AuditReport report = PlantedRows.split(flights, "late", "id");

        assertThat(report.findings())
                .filteredOn(RepeatsPassTest::isOfRepeats)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.evidence()).startsWith("rows can hardly differ: 20,000 rows");
                });
    }

    private static boolean isOfRepeats(Finding finding) {
        return finding.id().equals("leaking_duplicates")
                || finding.id().equals("repeated_rows")
                || finding.id().equals("contradicting_labels")
                || finding.id().equals("near_duplicates");
    }
}
