package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.KeyedRows;
import java.io.Serializable;
import java.util.Iterator;

/** What is made of a partition's packed rows, on an executor. */
@FunctionalInterface
public interface RowsFunction<T> extends Serializable {
    Iterator<T> apply(KeyedRows rows);
}
