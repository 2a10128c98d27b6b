package io.kindling.driver.spark.audit;

import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.source.Names;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The columns of an audit, and how their cells are read. Immutable.
 *
 * @param names of the features, in order
 * @param kinds of theirs
 * @param label its name; null where there is none
 * @param labelKind {@link CellKind#TEXT} of classes, whatever their type; null where there is no label
 */
record AuditedColumns(ArrayList<String> names, ArrayList<CellKind> kinds, String label, CellKind labelKind)
        implements Serializable {
    /** Whole numbers from here on are not written out. */
    private static final double LONG_NAMES = 1e15;

    static AuditedColumns of(StructType schema, List<String> features, Optional<String> label, boolean classes) {
        ArrayList<CellKind> kinds = new ArrayList<>();
        for (String name : features) {
            kinds.add(kind(schema.apply(name).dataType()));
        }
        CellKind labelKind = label.map(name ->
                        classes ? CellKind.TEXT : kind(schema.apply(name).dataType()))
                .orElse(null);
        return new AuditedColumns(new ArrayList<>(features), kinds, label.orElse(null), labelKind);
    }

    /** Dates are looked at as numbers, and structures and the like as they are printed. */
    private static CellKind kind(DataType type) {
        return CellKind.of(type).orElse(isTime(type) ? CellKind.NUMBER : CellKind.TEXT);
    }

    private static boolean isTime(DataType type) {
        return type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType;
    }

    /** How many features there are. */
    int size() {
        return names.size();
    }

    boolean labelled() {
        return label != null;
    }

    /** These columns of some rows: the features in order, and behind them the label. */
    Dataset<Row> select(Dataset<Row> rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(cell(rows.schema(), names.get(i), kinds.get(i)));
        }
        if (labelled()) {
            columns.add(label(rows.schema()));
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    /** Classes by one name each, whatever type of number a part has them in; those that are no number are missing. */
    private Column label(StructType schema) {
        if (labelKind != CellKind.TEXT || !(schema.apply(label).dataType() instanceof NumericType)) {
            return cell(schema, label, labelKind);
        }
        Column number = Names.column(label).cast("double").plus(0.0);
        Column whole =
                functions.rint(number).equalTo(number).and(functions.abs(number).lt(LONG_NAMES));
        Column name = functions.when(whole, number.cast("long").cast("string")).otherwise(number.cast("string"));
        Column finite =
                functions.not(functions.isnan(number)).and(functions.abs(number).leq(Double.MAX_VALUE));
        return functions.when(finite, name);
    }

    private static Column cell(StructType schema, String name, CellKind kind) {
        Column column = Names.column(name);
        return switch (kind) {
            case NUMBER ->
                isTime(schema.apply(name).dataType()) ? column.cast("timestamp").cast("double") : kind.select(name);
            case TEXT -> column.cast("string");
            default -> kind.select(name);
        };
    }
}
