package io.kindling.driver.spark.data;

import io.kindling.driver.spark.data.source.Names;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Looks for the row that something throws on, a transformer or a user's function, once it is known that one does.
 *
 * @param numbered rows of the source with their number
 * @param transform what is done to them
 * @param columns what is read of them then, by name
 */
record FailingRowFinder(Dataset<Row> numbered, UnaryOperator<Dataset<Row>> transform, Map<String, Column> columns) {
    private static final int MOST_COLUMNS_TRIED = 100;

    /** {@code Column "age" row 17}; without a column where no one of them fails alone, empty where no row does. */
    Optional<String> place() {
        try {
            Column[] all = columns.values().toArray(Column[]::new);
            Optional<Long> row = stopped(all).flatMap(this::next).filter(number -> fails(number, all));
            return row.map(number -> columns.entrySet().stream()
                    .limit(MOST_COLUMNS_TRIED)
                    .filter(column -> fails(number, column.getValue()))
                    .findFirst()
                    .map(column -> "Column \"" + column.getKey() + "\" row " + number)
                    .orElse("Row " + number));
        } catch (Exception e) {
            // The rows cannot even be numbered: it is for the failure that is being explained to say why.
            return Optional.empty();
        }
    }

    /** How far the first partition came that does not come to its end. */
    private Optional<Stop> stopped(Column[] all) {
        return read(numbered, all).javaRDD().mapPartitionsWithIndex(FailingRowFinder::stop, true).collect().stream()
                .min(Comparator.comparingInt(Stop::partition));
    }

    private static Iterator<Stop> stop(int partition, Iterator<Row> rows) {
        long last = 0;
        try {
            while (rows.hasNext()) {
                last = rows.next().getLong(0);
            }
            return Collections.emptyIterator();
        } catch (Exception e) {
            return Collections.singleton(new Stop(partition, last)).iterator();
        }
    }

    /** The number of the row behind it. */
    private Optional<Long> next(Stop stop) {
        return numbered
                .select(RowKeys.ROW)
                .javaRDD()
                .mapPartitionsWithIndex((partition, rows) -> behind(stop, partition, rows), true)
                .collect()
                .stream()
                .findFirst();
    }

    private static Iterator<Long> behind(Stop stop, int partition, Iterator<Row> rows) {
        while (partition == stop.partition && rows.hasNext()) {
            long number = rows.next().getLong(0);
            if (number > stop.last) {
                return Collections.singleton(number).iterator();
            }
        }
        return Collections.emptyIterator();
    }

    private boolean fails(long row, Column... some) {
        try {
            read(numbered.where(Names.column(RowKeys.ROW).equalTo(row)), some).collectAsList();
            return false;
        } catch (Exception e) {
            return true;
        }
    }

    private Dataset<Row> read(Dataset<Row> rows, Column... some) {
        Column[] selected = new Column[some.length + 1];
        selected[0] = Names.column(RowKeys.ROW);
        System.arraycopy(some, 0, selected, 1, some.length);
        return transform.apply(rows).select(selected);
    }

    /**
     * Where a partition stopped.
     *
     * @param last number of the last row that came; 0 if none did
     */
    private record Stop(int partition, long last) implements Serializable {}
}
