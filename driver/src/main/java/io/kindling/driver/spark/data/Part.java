package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One of the parts that the data is cut into.
 *
 * @param name for messages: {@code training}
 * @param origin what it was cut by, for messages: {@code data.validation.fraction}
 * @param source all rows of the source
 * @param cut takes the part's rows, with their keys, of the source's; keeps every column
 */
record Part(String name, String origin, Dataset<Row> source, UnaryOperator<Dataset<Row>> cut) {
    /** This part cut further. */
    Part then(UnaryOperator<Dataset<Row>> next) {
        return new Part(name, origin, source, rows -> next.apply(cut.apply(rows)));
    }

    Part named(String newName) {
        return new Part(newName, origin, source, cut);
    }

    Part from(String newOrigin) {
        return new Part(name, newOrigin, source, cut);
    }

    Dataset<Row> rows() {
        return cut.apply(source);
    }

    /** The same rows with their number in the source. */
    Dataset<Row> numberedRows() {
        return cut.apply(RowKeys.numbered(source));
    }

    /** Throws unless there are rows. */
    void demandRows(ShardedRows rows) {
        if (rows.rows() == 0) {
            String skipped = rows.skipped() == 0
                    ? ""
                    : " (" + rows.skipped() + " were dropped for a missing cell, as data.invalid: skip says)";
            throw new UserException(
                    "There is no row in the " + name + " part, which " + origin + " gives" + skipped + ".");
        }
    }
}
