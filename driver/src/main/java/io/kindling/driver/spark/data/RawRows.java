package io.kindling.driver.spark.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The data before they are turned into features.
 *
 * @param parts rows by the name of their part: training, and what there is of validation and test
 * @param inOrder all rows of the training source, before any condition, in the order that {@code order_by} or their file gives
 * @param columns of which features are made
 */
public record RawRows(Map<String, Dataset<Row>> parts, Dataset<Row> inOrder, List<String> columns) {
    public RawRows {
        parts = new LinkedHashMap<>(parts);
    }
}
