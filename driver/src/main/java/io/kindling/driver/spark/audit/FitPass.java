package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.linear.Folds;
import io.kindling.driver.spark.data.row.InternalRows;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** The sums that a quick linear model is solved from, by folds: one pass over the training part. Equal rows are in one fold. */
final class FitPass {
    private FitPass() {}

    /** Takes the pass over rows of {@link AuditedColumns#select}. */
    static Folds of(Dataset<Row> rows, AuditedColumns columns, RowCode features, LabelCode label) {
        return InternalRows.of(rows)
                .mapPartitions(partition ->
                        List.of(sums(partition, columns, features, label)).iterator())
                .treeReduce(Folds::merged);
    }

    private static Folds sums(Iterator<InternalRow> rows, AuditedColumns columns, RowCode features, LabelCode label) {
        Folds sums = new Folds(features.width(), label.width());
        AuditedRow row = new AuditedRow(columns);
        double[] x = new double[features.width()];
        double[] y = new double[label.width()];
        while (rows.hasNext()) {
            row.read(rows.next());
            if (label.read(row, y)) {
                sums.add(Folds.of(features.read(row, x)), x, y);
            }
        }
        return sums;
    }
}
