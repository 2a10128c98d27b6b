package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Treatment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows to look at.
 *
 * @param parts rows by the name of their part, the training part first; all have the columns
 * @param inOrder all rows of the training source in their order, in which the training part's may have gaps
 * @param order what that order is, for messages: {@code order_by} and a column, or that of the file
 * @param features names of columns, in order; numbers, words, or several numbers a cell
 * @param label name of the column to learn
 * @param classes whether the label is a class
 * @param treatment what the run does with the features
 */
public record AuditInput(
        Map<String, Dataset<Row>> parts,
        Dataset<Row> inOrder,
        String order,
        List<String> features,
        Optional<String> label,
        boolean classes,
        Treatment treatment) {
    public AuditInput {
        parts = new LinkedHashMap<>(parts);
        features = List.copyOf(features);
    }

    /** The columns as they are read. */
    AuditedColumns columns() {
        return AuditedColumns.of(inOrder.schema(), features, label, classes);
    }
}
