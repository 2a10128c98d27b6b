package io.kindling.driver.spark.data.row;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import scala.Option;

/** The rows of a DataFrame as Spark holds them itself: nothing is copied or boxed for us. */
public final class InternalRows {
    private InternalRows() {}

    /** All rows. Each is valid until the next of its partition is asked for. */
    public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
        return rows.queryExecution().toRdd().toJavaRDD();
    }

    /** The first rows, fetched as {@code takeAsList} does: with the session's settings, shown among its queries. */
    public static List<InternalRow> first(Dataset<Row> rows, int count) {
        QueryExecution query = rows.limit(count).queryExecution();
        return List.of(SQLExecution.withNewExecutionId(
                query, Option.apply("first"), () -> query.executedPlan().executeCollect()));
    }
}
