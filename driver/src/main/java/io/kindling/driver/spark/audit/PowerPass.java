package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.Power;
import io.kindling.driver.audit.RangeSums;
import io.kindling.driver.spark.data.row.InternalRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** How well each column of numbers or of a few words tells the label by itself: one pass over the training part. */
final class PowerPass {
    private PowerPass() {}

    /** Takes the pass over rows of {@link AuditedColumns#select}. */
    static List<Power> of(Dataset<Row> rows, AuditedColumns columns, Part figures, LabelCode label) {
        ArrayList<Ranges> ranges = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            Ranges.of(c, figures.features().get(c)).ifPresent(ranges::add);
        }
        PlainLabel plain = PlainLabel.of(label, columns.size(), figures);
        Sums sums = InternalRows.of(rows)
                .mapPartitions(partition ->
                        List.of(Sums.of(partition, columns, ranges, plain)).iterator())
                .treeReduce(Sums::merged);
        List<Power> powers = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            RangeSums column = sums.columns.get(i);
            Ranges of = ranges.get(i);
            powers.add(new Power(
                    columns.names().get(of.column()),
                    column.explained(),
                    of.words() == null ? column.along(of.numbers()) : Double.NaN,
                    column.filled()));
        }
        return powers;
    }

    private record Sums(ArrayList<RangeSums> columns) implements Serializable {
        static Sums of(Iterator<InternalRow> rows, AuditedColumns columns, List<Ranges> ranges, PlainLabel label) {
            Sums sums = new Sums(new ArrayList<>());
            ranges.forEach(range -> sums.columns.add(new RangeSums(range.count(), label.classes())));
            AuditedRow row = new AuditedRow(columns);
            while (rows.hasNext()) {
                row.read(rows.next());
                double y = label.of(row);
                if (!Double.isNaN(y)) {
                    for (int i = 0; i < ranges.size(); i++) {
                        sums.columns.get(i).add(ranges.get(i).of(row), y);
                    }
                }
            }
            return sums;
        }

        Sums merged(Sums other) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).addAll(other.columns.get(i));
            }
            return this;
        }
    }
}
