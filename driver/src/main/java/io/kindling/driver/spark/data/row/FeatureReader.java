package io.kindling.driver.spark.data.row;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the feature cells of a row, one column behind the other. Immutable.
 *
 * @param columns in their order
 * @param log1p whether to take log(1 + x) of each number
 */
public record FeatureReader(List<FeatureColumn> columns, boolean log1p) implements Serializable {
    public FeatureReader {
        columns = List.copyOf(columns);
    }

    /** Numbers in a row. */
    public int width() {
        return columns.stream().mapToInt(FeatureColumn::width).sum();
    }

    /** The same, to read rows of this schema as they are where that is faster; {@link #select} then leaves these columns alone. */
    FeatureReader in(StructType schema) {
        return new FeatureReader(
                columns.stream()
                        .map(column -> column.in(schema.apply(column.name()).dataType()))
                        .toList(),
                log1p);
    }

    /** The columns to select, in this order. */
    public List<Column> select() {
        return columns.stream()
                .map(column -> column.kind().select(column.name()))
                .toList();
    }

    /** Whether all is bytes, and may stay so as long as no cell is missing. */
    public boolean bytes() {
        return !log1p && columns.stream().allMatch(column -> column.kind() == CellKind.BYTES);
    }

    /**
     * Reads the cells.
     *
     * @param fields where they lie in the row, by column
     * @param into <em>overwritten</em>
     * @return the first problem; where it is a missing cell, the row is read to its end nevertheless
     */
    Optional<CellProblem> read(SpecializedGetters row, int[] fields, FeatureCells into) {
        into.clear();
        Optional<CellProblem> problem = Optional.empty();
        int offset = 0;
        for (int c = 0; c < columns.size(); c++) {
            FeatureColumn column = columns.get(c);
            Optional<CellProblem> found = read(row, fields[c], column, offset, into);
            if (found.isPresent() && !found.get().missing()) {
                return found;
            }
            problem = problem.isPresent() ? problem : found;
            offset += column.width();
        }
        return problem;
    }

    private static Optional<CellProblem> read(
            SpecializedGetters row, int field, FeatureColumn column, int offset, FeatureCells into) {
        if (row.isNullAt(field)) {
            into.putMissing(column, offset);
            return Optional.of(CellProblem.missing(column.name(), "is null"));
        }
        return into.put(row, field, column, offset);
    }
}
