package io.kindling.driver.spark.audit;

import io.kindling.driver.spark.data.row.InternalRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** The rows of all parts, looked at together. */
final class PartRows {
    private final Map<String, Dataset<Row>> parts;
    private final AuditedColumns columns;

    /**
     * Of these parts.
     *
     * @param parts as {@link AuditedColumns#select} gives them, the training part first
     */
    PartRows(Map<String, Dataset<Row>> parts, AuditedColumns columns) {
        this.parts = new LinkedHashMap<>(parts);
        this.columns = columns;
    }

    /** What becomes of the rows of one partition. */
    @FunctionalInterface
    interface Look<T> extends Serializable {
        /**
         * Looks at them.
         *
         * @param rows each into the same object
         * @param part the place of their part among the parts
         */
        Iterator<T> at(Iterator<AuditedRow> rows, int part);
    }

    /** All that comes of them. */
    <T> JavaRDD<T> map(Look<T> look) {
        AuditedColumns read = columns;
        JavaRDD<T> all = null;
        int next = 0;
        for (Dataset<Row> rows : parts.values()) {
            int part = next++;
            JavaRDD<T> some =
                    InternalRows.of(rows).mapPartitions(partition -> look.at(new Reading(partition, read), part));
            all = all == null ? some : all.union(some);
        }
        return all;
    }

    AuditedColumns columns() {
        return columns;
    }

    /** The names of the parts, in order. */
    String[] names() {
        return parts.keySet().toArray(String[]::new);
    }

    JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(first().sparkSession().sparkContext());
    }

    /** The training part. */
    Dataset<Row> first() {
        return parts.values().iterator().next();
    }

    private static final class Reading implements Iterator<AuditedRow> {
        private final Iterator<InternalRow> rows;
        private final AuditedRow row;

        Reading(Iterator<InternalRow> rows, AuditedColumns columns) {
            this.rows = rows;
            this.row = new AuditedRow(columns);
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public AuditedRow next() {
            row.read(rows.next());
            return row;
        }
    }
}
