package io.kindling.driver.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Severity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class RepeatsPassTest {
    @Test
    void diamondsAreRepeated146TimesAnd60OfTheTestRowsWereSeenBefore() {
        AuditReport report = AuditedRuns.audit("diamonds");
        report.lines().forEach(System.out::println);
        assertThat(rows(report, "repeated_rows")).isEqualTo(146);
        assertThat(report.findings())
                .filteredOn(finding -> finding.id().equals("leaking_duplicates"))
                .anySatisfy(finding -> {
                    assertThat(finding.evidence())
                            .startsWith("60 of the 10,788 rows of test (0.56 %) are also in training or validation");
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                });
        assertThat(rows(report, "contradicting_labels")).isEqualTo(398);
    }

    private static double rows(AuditReport report, String id) {
        return AuditedRuns.find(report, id).orElseThrow().numbers().get("rows");
    }

    @Test
    void spambase() {
        AuditReport report = AuditedRuns.audit("spam-mlp");
        report.lines().forEach(System.out::println);
    }

    @Test
    void mails() {
        AuditReport report = AuditedRuns.audit("mail-words");
        report.lines().forEach(System.out::println);
    }

    @Test
    void mnist() {
        AuditReport report = AuditedRuns.audit("mnist-mlp");
        report.lines().forEach(System.out::println);
    }

    @Test
    void novel() {
        AuditReport report = AuditedRuns.audit("novel-transformer");
        report.lines().forEach(System.out::println);
    }
}
