package io.kindling.driver.spark.audit;

import static io.kindling.driver.spark.audit.AuditedRuns.find;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.audit.Treatment;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.audit.DataAudit.Look;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A novel's lines as words by number: too many words for the network, lines that it cuts, and others. */
@Tag("spark")
class SpoiltTokensTest {
    private static final String WORDS = "transform(split(value, ' +'), w -> cast(pmod(hash(lower(w)), %d) as int))";
    private static final int KNOWN = 2000;

    @Test
    void linesThatFit() {
        assertThat(audit(String.format(WORDS, KNOWN), String.format(WORDS, KNOWN), 40)
                        .findings())
                .extracting(Finding::id)
                .doesNotContain("unknown_tokens", "truncated_sequences", "unseen_tokens", "empty_sequences");
    }

    @Test
    void wordsThatTheEmbeddingDoesNotKnow() {
        AuditReport report = audit(String.format(WORDS, KNOWN + 500), String.format(WORDS, KNOWN), 40);
        Finding unknown = find(report, "unknown_tokens", "tokens").orElseThrow();
        assertThat(unknown.severity()).isEqualTo(Severity.ERROR);
        assertThat(unknown.evidence()).contains("to 2499", "knows 0 to 1999");
        assertThat(unknown.advice()).contains("2500");
    }

    @Test
    void linesThatAreCut() {
        AuditReport report = audit(String.format(WORDS, KNOWN), String.format(WORDS, KNOWN), 5);
        assertThat(find(report, "truncated_sequences").orElseThrow().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void emptyLines() {
        String some = "if(number % 100 = 1, cast(array() as array<int>), " + String.format(WORDS, KNOWN) + ")";
        AuditReport report = audit(some, String.format(WORDS, KNOWN), 40);
        assertThat(find(report, "empty_sequences").orElseThrow().numbers().get("empty"))
                .isGreaterThan(20);
    }

    @Test
    void wordsThatOnlyTheOtherPartHas() {
        AuditReport report = audit(String.format(WORDS, KNOWN / 2), String.format(WORDS, KNOWN), 40);
        assertThat(find(report, "unseen_tokens").orElseThrow().evidence()).contains("the test part");
    }

    /** The novel's lines: every fifth is tested by. */
    private static AuditReport audit(String training, String test, int length) {
        Dataset<Row> lines = SparkExtension.session()
                .read()
                .text(Home.path("examples/data/text/prideprejudice.txt.gz").toString())
                .where("length(trim(value)) > 10")
                .selectExpr(
                        "value", "monotonically_increasing_id() as number", "cast(value like '%\"%' as int) as spoken");
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        parts.put("training", lines.where("number % 5 <> 0").selectExpr(training + " as tokens", "spoken"));
        parts.put("test", lines.where("number % 5 = 0").selectExpr(test + " as tokens", "spoken"));
        Treatment treatment =
                new Treatment(false, 1, false, false, Optional.empty(), OptionalInt.of(KNOWN), OptionalInt.of(length));
        return DataAudit.of(
                new AuditInput(
                        parts,
                        parts.get("training"),
                        "the order of the file",
                        List.of("tokens"),
                        Optional.of("spoken"),
                        true,
                        treatment),
                EnumSet.noneOf(Look.class));
    }
}
