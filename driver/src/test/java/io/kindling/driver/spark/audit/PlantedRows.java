package io.kindling.driver.spark.audit;

import static org.apache.spark.sql.functions.col;

import io.kindling.driver.Home;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Treatment;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.audit.DataAudit.Look;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of the shared files, and audits of parts made of them. */
final class PlantedRows {
    private PlantedRows() {}

    /** A CSV file of {@code examples/data}. */
    static Dataset<Row> csv(String path) {
        return SparkExtension.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(Home.path("examples/data/" + path).toString());
    }

    /** An audit of a training and a test part; the label is a class. */
    static AuditReport audit(
            Dataset<Row> training, Dataset<Row> test, String label, Treatment treatment, String... others) {
        List<String> left = List.of(others);
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        parts.put("training", training);
        parts.put("test", test);
        List<String> features = Arrays.stream(training.columns())
                .filter(name -> !name.equals(label) && !left.contains(name))
                .toList();
        return DataAudit.of(
                new AuditInput(parts, training, "that of the file", features, Optional.of(label), true, treatment),
                EnumSet.of(Look.REPEATS, Look.NEAR_REPEATS));
    }

    /** A fifth of the rows to test, the others to train. */
    static AuditReport split(Dataset<Row> rows, String label, String... others) {
        return audit(
                rows.where(col("id").mod(5).notEqual(0)),
                rows.where(col("id").mod(5).equalTo(0)),
                label,
                Treatment.UNKNOWN,
                others);
    }

    /** A figure of a finding; 0 where it was not found. */
    static double number(AuditReport report, String id, String name) {
        return AuditedRuns.find(report, id)
                .map(finding -> finding.numbers().get(name))
                .orElse(0.0);
    }
}
