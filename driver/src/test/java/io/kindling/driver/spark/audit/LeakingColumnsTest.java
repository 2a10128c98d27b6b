package io.kindling.driver.spark.audit;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.spark.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class LeakingColumnsTest {
    @TempDir
    private Path folder;

    @Test
    void idsOfMailsThatAreSortedByClass() {
        assertLeaking(AuditedRuns.relations("spam-mlp", "data.exclude=[]", "model.input=[58]"), "id");
    }

    @Test
    void aCodeOfTheClass() {
        Column code = when(AuditedRows.some(3), "?")
                .when(col("type").equalTo("spam"), concat(lit("A"), pmod(col("id"), lit(40))))
                .otherwise(concat(lit("B"), pmod(col("id"), lit(50))));
        Dataset<Row> rows = AuditedRows.csv("spambase/spambase.csv.gz").withColumn("code", code);
        assertLeaking(AuditedRows.relations(rows, "type", true, "id"), "code");
    }

    @Test
    void aNumberThatIsMissingInOneClass() {
        Column number = when(col("type").equalTo("spam"), xxhash64(col("id")).cast("double"));
        assertLeaking(
                AuditedRuns.relations(
                        folder, "spam-mlp", rows -> rows.withColumn("number", number), "model.input=[58]"),
                "number");
    }

    @Test
    void thePriceInAnotherCurrencyAndALittleOff() {
        Column value = col("price").multiply(0.9).plus(pmod(xxhash64(col("id")), lit(100)));
        assertLeaking(AuditedRuns.relations(folder, "diamonds", rows -> rows.withColumn("value", value)), "value");
    }

    @Test
    void theMeanPriceOfStonesThatAreAlike() {
        Column mean = avg("price").over(Window.partitionBy("carat", "cut", "color", "clarity"));
        assertLeaking(AuditedRuns.relations(folder, "diamonds", rows -> rows.withColumn("mean", mean)), "mean");
    }

    @Test
    void theDelayUpsideDown() {
        Dataset<Row> rows =
                AuditedRows.flights().withColumn("early", col("delay").multiply(-60));
        assertLeaking(AuditedRows.relations(rows, "delay", false, "id", "date"), "early");
    }

    @Test
    void wordsOfManyValuesTellNothingByTheirNumber() {
        Dataset<Row> rows = AuditedRows.flights()
                .filter(col("id").leq(2000))
                .withColumn("code", pmod(xxhash64(col("id")), lit(990)).cast("string"));
        AuditReport report = AuditedRows.relations(rows, "delay", false, "id", "date");
        assertThat(AuditedRuns.find(report, "leaking_column"))
                .as("%s", report.lines())
                .isEmpty();
    }

    private static void assertLeaking(AuditReport report, String column) {
        List<Finding> leaking = report.findings().stream()
                .filter(finding -> finding.id().equals("leaking_column"))
                .toList();
        assertThat(leaking).as("%s", report.lines()).hasSize(1).first().satisfies(finding -> {
            assertThat(finding.column()).isEqualTo(column);
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        });
    }
}
