package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.ColumnFigures;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.Part;
import io.kindling.driver.audit.SeriesFigures;
import io.kindling.driver.audit.WordFigures;
import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.row.InternalRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** The figures of each column by itself: one pass over a part. */
final class ProfilePass {
    private ProfilePass() {}

    /**
     * Takes the pass.
     *
     * @param rows as {@link AuditedColumns#select} gives them
     * @param channels of pictures; 1 of others
     */
    static Part of(String name, Dataset<Row> rows, AuditedColumns columns, int channels) {
        return InternalRows.of(rows)
                .mapPartitions(partition ->
                        List.of(Profile.of(partition, columns, channels)).iterator())
                .treeAggregate(new Profile(columns, channels), Profile::merged, Profile::merged)
                .part(name, columns);
    }

    /** The figures of some rows. */
    private static final class Profile implements Serializable {
        private static final long serialVersionUID = 1;

        private final ArrayList<ColumnFigures> figures = new ArrayList<>();
        private long rows;

        Profile(AuditedColumns columns, int channels) {
            columns.kinds().forEach(kind -> figures.add(figures(kind, channels)));
            if (columns.labelled()) {
                figures.add(figures(columns.labelKind(), 1));
            }
        }

        static Profile of(Iterator<InternalRow> rows, AuditedColumns columns, int channels) {
            Profile profile = new Profile(columns, channels);
            AuditedRow row = new AuditedRow(columns);
            while (rows.hasNext()) {
                row.read(rows.next());
                profile.add(row);
            }
            return profile;
        }

        private static ColumnFigures figures(CellKind kind, int channels) {
            return switch (kind) {
                case NUMBER -> new NumberFigures();
                case TEXT -> new WordFigures();
                default -> new SeriesFigures(channels);
            };
        }

        private void add(AuditedRow row) {
            rows++;
            for (int i = 0; i < figures.size(); i++) {
                ColumnFigures column = figures.get(i);
                if (column instanceof NumberFigures numbers) {
                    numbers.add(row.number(i));
                } else if (column instanceof WordFigures words) {
                    UTF8String word = row.word(i);
                    words.add(word == null ? null : word.toString());
                } else if (row.length(i) < 0) {
                    ((SeriesFigures) column).addMissing();
                } else {
                    ((SeriesFigures) column).add(row.series(i), row.length(i));
                }
            }
        }

        Profile merged(Profile other) {
            rows += other.rows;
            for (int i = 0; i < figures.size(); i++) {
                ColumnFigures mine = figures.get(i);
                ColumnFigures more = other.figures.get(i);
                if (mine instanceof NumberFigures numbers) {
                    numbers.addAll((NumberFigures) more);
                } else if (mine instanceof WordFigures words) {
                    words.addAll((WordFigures) more);
                } else {
                    ((SeriesFigures) mine).addAll((SeriesFigures) more);
                }
            }
            return this;
        }

        Part part(String name, AuditedColumns columns) {
            int features = columns.size();
            return new Part(
                    name, rows, figures.subList(0, features), columns.labelled() ? figures.get(features) : null);
        }
    }
}
