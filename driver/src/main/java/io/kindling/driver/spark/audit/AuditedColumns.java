package io.kindling.driver.spark.audit;

import io.kindling.driver.spark.data.row.CellKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

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
    static AuditedColumns of(StructType schema, List<String> features, Optional<String> label, boolean classes) {
        ArrayList<CellKind> kinds = new ArrayList<>();
        for (String name : features) {
            kinds.add(CellKind.of(schema.apply(name).dataType()).orElseThrow());
        }
        CellKind labelKind = label.map(name -> classes
                        ? CellKind.TEXT
                        : CellKind.of(schema.apply(name).dataType()).orElseThrow())
                .orElse(null);
        return new AuditedColumns(new ArrayList<>(features), kinds, label.orElse(null), labelKind);
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
        return rows.select(selection().toArray(Column[]::new));
    }

    /** What {@link #select} selects. */
    List<Column> selection() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(kinds.get(i).select(names.get(i)));
        }
        if (labelled()) {
            Column cell = labelKind.select(label);
            columns.add(labelKind == CellKind.TEXT ? cell.cast("string") : cell);
        }
        return columns;
    }
}
