package io.kindling.driver.spark.audit;

import io.kindling.driver.Home;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Treatment;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.audit.DataAudit.Look;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** Audits of rows that no configuration reads, and faults to plant in rows. */
final class AuditedRows {
    private AuditedRows() {}

    /** The relations of rows that are all to be learned from, by all columns but the label and those that are left out. */
    static AuditReport relations(Dataset<Row> rows, String label, boolean classes, String... without) {
        List<String> features = Arrays.stream(rows.columns())
                .filter(name -> !name.equals(label) && !List.of(without).contains(name))
                .toList();
        return DataAudit.of(
                new AuditInput(
                        Map.of("training", rows),
                        rows,
                        "the order of the rows",
                        features,
                        Optional.of(label),
                        classes,
                        Treatment.UNKNOWN),
                EnumSet.of(Look.RELATIONS));
    }

    /** The flights in the order of their departure. */
    static Dataset<Row> flights() {
        return csv("flights/flights.csv.gz");
    }

    /** The rows of a file of {@code examples/data}. */
    static Dataset<Row> csv(String file) {
        return SparkExtension.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(Home.path("examples/data/" + file).toString());
    }

    /** In an order that has nothing to do with the rows. */
    static Dataset<Row> shuffled(Dataset<Row> rows) {
        return rows.repartition(1).sortWithinPartitions(functions.xxhash64(functions.col("id")));
    }

    /** Each row with the label of another one, so many rows before it in their order; those without are dropped. */
    static Dataset<Row> shifted(Dataset<Row> rows, String label, int by) {
        Column place = functions.col("place");
        return rows.repartition(1)
                .withColumn("place", functions.monotonically_increasing_id())
                .withColumn(label, functions.lag(functions.col(label), by).over(Window.orderBy(place)))
                .repartition(1)
                .sortWithinPartitions(place)
                .filter(functions.col(label).isNotNull())
                .drop(place);
    }

    /** True for so many per thousand of the rows, by their number. */
    static Column some(int perThousand) {
        return functions
                .pmod(functions.xxhash64(functions.col("id"), functions.lit("some")), functions.lit(1000))
                .lt(perThousand);
    }
}
