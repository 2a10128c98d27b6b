package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Doubts;
import io.kindling.driver.audit.linear.Folds;
import io.kindling.driver.spark.data.row.InternalRows;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Labels that a quick linear model contradicts, which is fitted to the other folds: one pass over the training part. */
final class DoubtPass {
    private DoubtPass() {}

    /**
     * Takes the pass over rows of {@link AuditedColumns#select}.
     *
     * @param lines for examples
     * @param folds what {@link FitPass} gathered of them
     */
    static Doubts of(
            Dataset<Row> rows, AuditedColumns columns, RowLine lines, RowCode features, LabelCode label, Folds folds) {
        double[][][] weights = folds.weights(-1);
        return InternalRows.of(rows)
                .mapPartitions(partition -> List.of(contradicted(partition, columns, lines, features, label, weights))
                        .iterator())
                .treeReduce(Contradictions::merged)
                .doubts(folds, weights);
    }

    private static Contradictions contradicted(
            Iterator<InternalRow> rows,
            AuditedColumns columns,
            RowLine lines,
            RowCode features,
            LabelCode label,
            double[][][] weights) {
        Contradictions contradictions = label instanceof ClassLabelCode classes
                ? new ClassContradictions(classes, lines)
                : new NumberContradictions((NumberLabelCode) label, lines);
        AuditedRow row = new AuditedRow(columns);
        double[] x = new double[features.width()];
        double[] y = new double[label.width()];
        double[] said = new double[label.width()];
        while (rows.hasNext()) {
            row.read(rows.next());
            if (label.read(row, y)) {
                double[][] ofFold = weights[Folds.of(features.read(row, x))];
                for (int t = 0; t < said.length; t++) {
                    said[t] = product(ofFold[t], x);
                }
                contradictions.add(row, y, said);
            }
        }
        return contradictions;
    }

    private static double product(double[] weights, double[] x) {
        double product = 0;
        for (int i = 0; i < x.length; i++) {
            product += weights[i] * x[i];
        }
        return product;
    }
}
