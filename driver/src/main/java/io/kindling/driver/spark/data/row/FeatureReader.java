package io.kindling.driver.spark.data.row;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

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
     * Reads the cells that start at field {@code first}.
     *
     * @param into <em>overwritten</em>; a missing cell becomes NaN
     * @return the first problem; where it is a missing cell, the row is read to its end nevertheless
     */
    public Optional<CellProblem> read(Row row, int first, float[] into) {
        Optional<CellProblem> problem = Optional.empty();
        int offset = 0;
        for (int c = 0; c < columns.size(); c++) {
            FeatureColumn column = columns.get(c);
            Optional<CellProblem> found = read(row.get(first + c), column, into, offset);
            if (found.isPresent() && !found.get().missing()) {
                return found;
            }
            problem = problem.isPresent() ? problem : found;
            offset += column.width();
        }
        return problem;
    }

    /** As {@link #read}, where {@link #bytes()} holds; <em>overwrites</em> {@code into}. */
    public Optional<CellProblem> readBytes(Row row, int first, byte[] into) {
        int offset = 0;
        for (int c = 0; c < columns.size(); c++) {
            FeatureColumn column = columns.get(c);
            byte[] cell = (byte[]) row.get(first + c);
            if (cell == null) {
                return Optional.of(CellProblem.missing(column.name(), "is null"));
            }
            if (cell.length != column.width()) {
                return Optional.of(otherWidth(column, cell.length));
            }
            System.arraycopy(cell, 0, into, offset, cell.length);
            offset += cell.length;
        }
        return Optional.empty();
    }

    private Optional<CellProblem> read(Object cell, FeatureColumn column, float[] into, int offset) {
        int end = offset + column.width();
        if (cell == null) {
            Arrays.fill(into, offset, end, Float.NaN);
            return Optional.of(CellProblem.missing(column.name(), "is null"));
        }
        int width = Numbers.width(cell, column.kind());
        if (width != column.width()) {
            return Optional.of(otherWidth(column, width));
        }
        Numbers.copy(cell, column.kind(), into, offset);
        Optional<CellProblem> problem = Optional.empty();
        for (int j = offset; j < end; j++) {
            float x = into[j];
            if (!Float.isFinite(x)) {
                problem = Optional.of(CellProblem.missing(column.name(), x));
                into[j] = Float.NaN;
            } else if (log1p) {
                if (x <= -1) {
                    return Optional.of(CellProblem.wrong(
                            column.name(), "is " + x, "data.log1p takes numbers above -1, turn it off or exclude it"));
                }
                into[j] = (float) StrictMath.log1p(x);
            }
        }
        return problem;
    }

    private static CellProblem otherWidth(FeatureColumn column, int width) {
        return CellProblem.wrong(
                column.name(),
                "holds " + width + " numbers, where other rows hold " + column.width(),
                "all rows must hold as many");
    }
}
