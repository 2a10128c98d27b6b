package io.kindling.driver.spark.data;

import io.kindling.driver.spark.data.source.Names;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Gives each row its key, from which its shard, its side of a split and its random draws follow: the xxhash64 of the raw
 * columns that are used, or the row's rank. Neither depends on how the source is partitioned.
 *
 * @param columns the raw columns, before any transformer
 * @param orderBy the column that ranks the rows; equal ones are ranked by their hash
 */
record RowKeys(List<String> columns, Optional<String> orderBy) {
    /** The key's column. */
    static final String KEY = "__kindling_key";

    /** The number of a row in its source, from 1; only where an error is looked for. */
    static final String ROW = "__kindling_row";

    private static final long HIGH_BITS = 1L << 53;

    boolean ranked() {
        return orderBy.isPresent();
    }

    /** The rows with their keys. */
    Dataset<Row> add(Dataset<Row> rows) {
        Column hash = functions.xxhash64(columns.stream().map(Names::column).toArray(Column[]::new));
        return orderBy.map(column -> number(rows.orderBy(Names.column(column), hash), KEY, 0))
                .orElseGet(() -> rows.withColumn(KEY, hash));
    }

    /** Whether a row with a key falls into a fraction; a pure function of key and seed. */
    static Column inFraction(double fraction, long seed) {
        Column draw = functions.shiftrightunsigned(functions.xxhash64(functions.col(KEY), functions.lit(seed)), 11);
        return draw.lt(functions.lit((long) (fraction * HIGH_BITS)));
    }

    /** The rows with their number in the source's own order, from 1. */
    static Dataset<Row> numbered(Dataset<Row> rows) {
        return number(rows, ROW, 1);
    }

    private static Dataset<Row> number(Dataset<Row> rows, String name, long first) {
        int width = rows.schema().size();
        JavaRDD<Row> numbered = rows.javaRDD().zipWithIndex().map(pair -> {
            Object[] cells = new Object[width + 1];
            for (int i = 0; i < width; i++) {
                cells[i] = pair._1().get(i);
            }
            cells[width] = pair._2() + first;
            return RowFactory.create(cells);
        });
        return rows.sparkSession().createDataFrame(numbered, rows.schema().add(name, DataTypes.LongType, false));
    }
}
