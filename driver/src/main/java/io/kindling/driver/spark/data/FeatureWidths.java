package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.SequencesConfig;
import io.kindling.driver.spark.data.batch.BatchScan;
import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.driver.spark.data.row.FeatureReader;
import io.kindling.driver.spark.data.row.InternalRows;
import io.kindling.driver.spark.data.row.Numbers;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.source.Names;
import io.kindling.kernels.shard.FeatureStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;

/**
 * Finds out how many numbers each feature column holds, from its first rows where its type does not tell, and how shards
 * hold them best.
 */
final class FeatureWidths {
    private static final int PROBED = 100;
    private static final int SPARSE_COLUMNS = 256;
    private static final double SPARSE_SHARE = 0.25;

    private final Optional<SequencesConfig> sequences;
    private final List<StructField> fields;
    private final List<StructField> probed;
    private final List<InternalRow> probe;

    /**
     * Reads the first rows if there are columns of more than one number, unless they are sequences. Of vectors it decides
     * whether they are sparse, which shows in the last bits of the weights: so they are the first by key, not by place.
     *
     * @param transformed rows with their keys
     */
    FeatureWidths(Dataset<Row> transformed, List<String> columns, Optional<SequencesConfig> sequences) {
        this.sequences = sequences;
        this.fields =
                columns.stream().map(name -> transformed.schema().apply(name)).toList();
        this.probed = sequences.isPresent()
                ? List.of()
                : fields.stream()
                        .filter(field -> kind(field) != CellKind.NUMBER)
                        .toList();
        this.probe = probed.isEmpty() ? List.of() : first(transformed);
    }

    /** The first rows of the columns in question, behind their keys. */
    private List<InternalRow> first(Dataset<Row> transformed) {
        List<Column> selected = new ArrayList<>(List.of(Names.column(RowKeys.KEY)));
        probed.forEach(field -> selected.add(kind(field).select(field.name())));
        Dataset<Row> rows = transformed.select(selected.toArray(Column[]::new));
        if (fields.stream().noneMatch(field -> kind(field) == CellKind.VECTOR)) {
            return InternalRows.first(rows, PROBED);
        }
        return BatchScan.of(rows, RowLayout.NOTHING)
                .map(scan -> scan.firstByKey(PROBED))
                .orElseGet(() -> InternalRows.first(rows.orderBy(RowKeys.KEY), PROBED));
    }

    /** The columns with their widths. */
    List<FeatureColumn> columns() {
        List<FeatureColumn> columns = new ArrayList<>();
        for (StructField field : fields) {
            columns.add(new FeatureColumn(field.name(), kind(field), width(field)));
        }
        return columns;
    }

    /** How shards should hold them. */
    FeatureStorage storage(FeatureReader reader, Invalid invalid) {
        if (sequences.isPresent()) {
            return FeatureStorage.TOKENS;
        }
        if (reader.bytes() && invalid != Invalid.KEEP) {
            return FeatureStorage.BYTE;
        }
        long present = 0;
        for (InternalRow row : probe) {
            for (int i = 0; i < probed.size(); i++) {
                present += row.isNullAt(1 + i) ? 0 : Numbers.present(row, 1 + i, kind(probed.get(i)));
            }
        }
        present += (long) probe.size()
                * fields.stream().filter(f -> kind(f) == CellKind.NUMBER).count();
        boolean sparse = reader.width() >= SPARSE_COLUMNS
                && !probe.isEmpty()
                && present < SPARSE_SHARE * reader.width() * probe.size();
        return sparse ? FeatureStorage.SPARSE : FeatureStorage.FLOAT;
    }

    /** Throws unless the columns together are as wide as the model's input. */
    static void demand(FeatureReader reader, int inputSize, String inputShape) {
        if (reader.width() != inputSize) {
            throw new UserException("The data has " + reader.width() + " features, but the model takes " + inputSize
                    + " (model.input is " + inputShape + "). The columns are " + listed(reader.columns())
                    + ". Set model.input to [" + reader.width() + "], or choose others in data.columns or"
                    + " data.exclude.");
        }
    }

    private static String listed(List<FeatureColumn> columns) {
        return columns.stream()
                .map(column -> column.width() == 1 ? column.name() : column.name() + " (" + column.width() + ")")
                .collect(Collectors.joining(", "));
    }

    private int width(StructField field) {
        if (sequences.isPresent()) {
            return sequences.get().length();
        }
        CellKind kind = kind(field);
        if (kind == CellKind.NUMBER) {
            return 1;
        }
        int place = 1 + probed.indexOf(field);
        for (InternalRow row : probe) {
            if (!row.isNullAt(place)) {
                return Numbers.width(row, place, kind);
            }
        }
        throw new UserException(
                "Column \"" + field.name() + "\" has no value in the first " + PROBED
                        + " rows of the training part, so that its width is not known; there must be rows, and values in them.");
    }

    private static CellKind kind(StructField field) {
        return CellKind.of(field.dataType()).orElseThrow();
    }
}
