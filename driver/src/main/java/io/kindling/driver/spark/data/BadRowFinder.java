package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.spark.data.row.CellProblem;
import io.kindling.driver.spark.data.row.InternalRows;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.row.RowPacker;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Looks for the first row that cannot be packed, once it is known that there is one. */
final class BadRowFinder {
    private BadRowFinder() {}

    /**
     * What to tell the user.
     *
     * @param numbered rows of a layout, behind their number in the source
     * @param source {@code  of the test source}; empty for the training source
     * @param wording of the problem
     */
    static UserException explain(
            Dataset<Row> numbered, RowLayout layout, String source, UnaryOperator<CellProblem> wording) {
        boolean skipsMissing = layout.invalid() == Invalid.SKIP;
        List<Found> found = InternalRows.of(numbered)
                .mapPartitions(rows -> first(rows, layout, skipsMissing))
                .collect();
        return found.stream()
                .min(Comparator.comparingLong(Found::row))
                .map(bad -> new UserException(wording.apply(bad.problem).message(" row " + bad.row + source)))
                .orElseGet(() -> new UserException("Rows" + source
                        + " could not be packed at first, but could be when looked at again: the source changes while"
                        + " it is read. Write it to files first."));
    }

    private static Iterator<Found> first(Iterator<InternalRow> rows, RowLayout layout, boolean skipsMissing) {
        RowPacker packer = new RowPacker(layout, 1);
        Found first = null;
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            if (packer.pack(row) == null) {
                CellProblem problem = packer.problem().orElseThrow();
                long number = row.getLong(0);
                if (!(skipsMissing && problem.missing()) && (first == null || number < first.row)) {
                    first = new Found(number, problem);
                }
            }
        }
        return first == null
                ? Collections.emptyIterator()
                : Collections.singleton(first).iterator();
    }

    private record Found(long row, CellProblem problem) implements Serializable {}
}
