package io.kindling.driver.spark.audit;

import static io.kindling.driver.spark.audit.AuditedRows.shifted;
import static io.kindling.driver.spark.audit.AuditedRows.shuffled;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.spark.SparkExtension;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class ShiftedLabelsTest {
    @TempDir
    private Path folder;

    @Test
    void shuffledMailsHaveTheLabelOfTheRowBefore() {
        assertShifted(AuditedRuns.relations(folder, "spam-mlp", rows -> shifted(shuffled(rows), "type", 1)), "behind");
    }

    @Test
    @Tag("slow")
    void shuffledMailsHaveTheLabelOfTheRowBehind() {
        assertShifted(AuditedRuns.relations(folder, "spam-mlp", rows -> shifted(shuffled(rows), "type", -1)), "before");
    }

    @Test
    void diamondsHaveThePriceOfTheRowBefore() {
        assertShifted(AuditedRuns.relations(folder, "diamonds", rows -> shifted(rows, "price", 1)), "behind");
    }

    @Test
    @Tag("slow")
    void diamondsHaveThePriceOfTheRowBehind() {
        assertShifted(AuditedRuns.relations(folder, "diamonds", rows -> shifted(rows, "price", -1)), "before");
    }

    @Test
    void shuffledDiamondsHaveThePriceOfTheRowBefore() {
        assertShifted(AuditedRuns.relations(folder, "diamonds", rows -> shifted(shuffled(rows), "price", 1)), "behind");
    }

    @Test
    @Tag("slow")
    void picturesHaveTheLabelOfTheOneBefore() {
        String labels = IdxLabels.from(folder, i -> i - 1);
        assertShifted(AuditedRuns.relations("mnist-mlp", "data.train.labels=" + labels), "behind");
    }

    @Test
    void flightsHaveTheDelayOfTheOneBehind() {
        Dataset<Row> rows = shifted(AuditedRows.flights(), "delay", -1);
        assertShifted(AuditedRows.relations(rows, "delay", false, "id", "date"), "before");
    }

    @Test
    void mailsThatAreSortedByClassCannotTell() {
        AuditReport report = AuditedRuns.relations(folder, "spam-mlp", rows -> shifted(rows, "type", 1));
        assertThat(AuditedRuns.find(report, "shifted_labels"))
                .as("%s", report.lines())
                .isEmpty();
        assertThat(AuditedRuns.find(report, "order_resembles")).isPresent();
    }

    @Test
    void anEarlierLabelAmongTheFeaturesIsNoShift() {
        Dataset<Row> rows = AuditedRows.flights()
                .withColumn("last", functions.lag("delay", 1).over(Window.orderBy("id")));
        AuditReport report = AuditedRows.relations(rows, "delay", false, "id", "date");
        assertThat(AuditedRuns.find(report, "shifted_labels"))
                .as("%s", report.lines())
                .isEmpty();
    }

    private static void assertShifted(AuditReport report, String from) {
        assertThat(AuditedRuns.find(report, "shifted_labels"))
                .as("%s", report.lines())
                .hasValueSatisfying(finding -> assertThat(finding.evidence()).contains("the label of the row " + from));
        assertThat(AuditedRuns.find(report, "order_resembles")).isEmpty();
    }
}
