package io.kindling.driver.spark.predict;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Cells as Spark's own rows hold them; a number is its box. */
public final class Cells {
    private Cells() {}

    /** Of a column of type {@code array<double>}. */
    public static Object array(double[] numbers) {
        return UnsafeArrayData.fromPrimitiveArray(numbers);
    }

    /** Of a column of type {@code string}. */
    public static Object text(String words) {
        return UTF8String.fromString(words);
    }
}
