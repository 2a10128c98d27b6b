package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.LagSums;
import io.kindling.driver.audit.linear.Folds;
import io.kindling.driver.spark.data.row.InternalRows;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** How well features tell the labels of neighbouring rows: one pass over rows in order, each of whose partitions is looked at by itself. */
final class LagPass {
    private LagPass() {}

    /** Takes the pass over rows of {@link AuditedColumns#select}. */
    static LagSums of(Dataset<Row> rows, AuditedColumns columns, RowCode features, LabelCode label) {
        return InternalRows.of(rows)
                .mapPartitions(partition -> List.of(new Window(columns, features, label).take(partition))
                        .iterator())
                .treeReduce(LagSums::merged);
    }

    /** The last few rows of a partition. */
    private static final class Window {
        private static final int ROWS = 4;

        private final RowCode features;
        private final LabelCode label;
        private final AuditedRow row;
        private final double[][] xs;
        private final double[][] ys;
        private final long[] hashes = new long[ROWS];
        private final LagSums sums;
        private final double[] changed;
        private final double[][] labels = new double[ROWS][];

        Window(AuditedColumns columns, RowCode features, LabelCode label) {
            this.features = features;
            this.label = label;
            this.row = new AuditedRow(columns);
            this.xs = new double[ROWS][features.width()];
            this.ys = new double[ROWS][label.width()];
            this.sums = new LagSums(features.width(), label.width());
            this.changed = new double[features.width()];
        }

        LagSums take(Iterator<InternalRow> rows) {
            long labelled = 0;
            for (int n = 0; rows.hasNext(); n = (n + 1) % ROWS) {
                row.read(rows.next());
                labelled = label.read(row, ys[n]) ? labelled + 1 : 0;
                hashes[n] = features.read(row, xs[n]);
                if (labelled >= ROWS) {
                    add(n);
                }
            }
            return sums;
        }

        /** Adds the row before the newest, as that one's label is behind it. */
        private void add(int newest) {
            int own = (newest + ROWS - 1) % ROWS;
            double[] x = xs[own];
            double[] before = xs[(newest + ROWS - 2) % ROWS];
            int constant = changed.length - 1;
            for (int i = 0; i < constant; i++) {
                changed[i] = x[i] - before[i];
            }
            changed[constant] = 1;
            for (int i = 0; i < ROWS; i++) {
                labels[i] = ys[(newest + 1 + i) % ROWS];
            }
            sums.add(Folds.of(hashes[own]), changed, labels);
        }
    }
}
