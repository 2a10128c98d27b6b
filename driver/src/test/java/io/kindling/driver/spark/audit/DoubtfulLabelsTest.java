package io.kindling.driver.spark.audit;

import static io.kindling.driver.spark.audit.AuditedRows.some;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.spark.SparkExtension;
import java.nio.file.Path;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class DoubtfulLabelsTest {
    @TempDir
    private Path folder;

    @Test
    void someMailsAreCalledWhatTheyAreNot() {
        Column type = when(
                        some(50), when(col("type").equalTo("spam"), "nonspam").otherwise("spam"))
                .otherwise(col("type"));
        assertDoubtful(AuditedRuns.relations(folder, "spam-mlp", rows -> rows.withColumn("type", type)), 0.05, 0.025);
    }

    @Test
    @Tag("slow")
    void somePicturesAreCalledWhatTheyAreNot() {
        String labels = IdxLabels.wrong(folder, 20);
        assertDoubtful(AuditedRuns.relations("mnist-mlp", "data.train.labels=" + labels), 0.05, 0.015);
    }

    @Test
    void somePricesAreInCents() {
        Column price = when(some(10), col("price").multiply(100)).otherwise(col("price"));
        assertDoubtful(AuditedRuns.relations(folder, "diamonds", rows -> rows.withColumn("price", price)), 0.01, 0.002);
    }

    @Test
    @Tag("slow")
    void somePricesOfStonesInNoOrderAreInCents() {
        Column price = when(some(10), col("price").multiply(100)).otherwise(col("price"));
        assertDoubtful(
                AuditedRuns.relations(
                        folder, "diamonds", rows -> AuditedRows.shuffled(rows.withColumn("price", price))),
                0.01,
                0.002);
    }

    private static void assertDoubtful(AuditReport report, double share, double off) {
        assertThat(AuditedRuns.find(report, "doubtful_labels"))
                .as("%s", report.lines())
                .hasValueSatisfying(finding -> {
                    assertThat(finding.numbers().get("share")).isCloseTo(share, within(off));
                    assertThat(finding.examples()).hasSize(5);
                    assertThat(finding.examples().get(0)).contains("label", "the model says");
                });
    }
}
