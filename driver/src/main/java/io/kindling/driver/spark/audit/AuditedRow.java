package io.kindling.driver.spark.audit;

import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.row.Numbers;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.unsafe.types.UTF8String;

/** The cells of one row that is looked at, read from Spark's own. Reused from row to row; not thread-safe. */
final class AuditedRow {
    private final AuditedColumns columns;
    private final double[] numbers;
    private final UTF8String[] words;
    private final float[][] series;
    private final int[] lengths;

    AuditedRow(AuditedColumns columns) {
        int width = columns.size() + 1;
        this.columns = columns;
        this.numbers = new double[width];
        this.words = new UTF8String[width];
        this.series = new float[width][0];
        this.lengths = new int[width];
    }

    /** Reads a row of {@link AuditedColumns#select}. What was read before is gone. */
    void read(SpecializedGetters row) {
        for (int i = 0; i < columns.size(); i++) {
            read(row, i, columns.kinds().get(i));
        }
        if (columns.labelled()) {
            read(row, columns.size(), columns.labelKind());
        }
    }

    private void read(SpecializedGetters row, int field, CellKind kind) {
        boolean missing = row.isNullAt(field);
        switch (kind) {
            case NUMBER -> numbers[field] = missing ? Double.NaN : row.getDouble(field);
            case TEXT -> words[field] = missing ? null : row.getUTF8String(field);
            default -> {
                lengths[field] = missing ? -1 : Numbers.width(row, field, kind);
                if (series[field].length < lengths[field]) {
                    series[field] = new float[lengths[field]];
                }
                if (!missing) {
                    Numbers.copy(row, field, kind, series[field], 0);
                }
            }
        }
    }

    /** A column's number, perhaps infinite; NaN where it is missing. The label's column is behind the features. */
    double number(int column) {
        return numbers[column];
    }

    /** A column's text, valid until the next row; null where it is missing. */
    UTF8String word(int column) {
        return words[column];
    }

    /** A column's numbers, of which the first {@link #length} count. */
    float[] series(int column) {
        return series[column];
    }

    /** How many numbers a column holds; -1 where the cell is missing. */
    int length(int column) {
        return lengths[column];
    }
}
