package io.kindling.driver.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.audit.AuditReport;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole audits of the data as they are: what is found is really there. */
@Tag("spark")
class CleanDataTest {
    @Test
    void ofMailsThatTheyAreRepeatedAndSortedAndWhatIsFar() {
        assertThat(found(AuditedRuns.audit("spam-mlp")))
                .containsExactly(
                        "leaking_duplicates",
                        "repeated_rows",
                        "near_duplicates",
                        "order_resembles",
                        "contradicting_labels type",
                        "far_values charSquarebracket",
                        "heavy_tailed charHash");
    }

    @Test
    void ofDiamondsThatTheyAreRepeatedAndHaveZerosAndMistypedMeasures() {
        AuditReport report = AuditedRuns.audit("diamonds");
        assertThat(found(report))
                .containsExactly(
                        "leaking_duplicates",
                        "leaking_duplicates",
                        "placeholder_values x",
                        "placeholder_values y",
                        "placeholder_values z",
                        "repeated_rows",
                        "contradicting_labels price",
                        "far_values y",
                        "far_values z");
        assertThat(report.findings().stream().filter(found -> found.id().equals("placeholder_values")))
                .extracting(found -> found.numbers().get("count"))
                .containsExactly(8.0, 7.0, 20.0);
    }

    @Test
    void ofDigitsNothing() {
        assertThat(found(AuditedRuns.audit("mnist-mlp"))).isEmpty();
    }

    @Test
    void ofANovelNothing() {
        assertThat(found(AuditedRuns.audit("novel-transformer"))).isEmpty();
    }

    private static List<String> found(AuditReport report) {
        return report.findings().stream()
                .map(finding -> (finding.id() + " " + finding.column()).strip())
                .toList();
    }
}
