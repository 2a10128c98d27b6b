package io.kindling.driver.spark.audit;

import io.kindling.driver.spark.data.row.CellKind;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Hashes of the cells of a row. Other than Spark's own {@code xxhash64}, they tell in which column a missing cell is, and are the
 * same for sparse and dense vectors.
 */
final class RowHash {
    private RowHash() {}

    /** Of all features; with two seeds, 128 bits. */
    static long features(AuditedRow row, AuditedColumns columns, long seed) {
        long hash = seed;
        for (int i = 0; i < columns.size(); i++) {
            hash = cell(row, i, columns.kinds().get(i), hash);
        }
        return hash;
    }

    /** Of the label; 0 where there is none. */
    static long label(AuditedRow row, AuditedColumns columns) {
        return columns.labelled() ? cell(row, columns.size(), columns.labelKind(), 1) : 0;
    }

    /** Of one cell, on top of those before. */
    static long cell(AuditedRow row, int column, CellKind kind, long before) {
        return switch (kind) {
            case NUMBER -> XXH64.hashLong(bits(row.number(column)), before);
            case TEXT -> word(row.word(column), before);
            default -> series(row.series(column), row.length(column), before);
        };
    }

    /** Of a word, which is there. */
    static long of(UTF8String word) {
        return word(word, 1);
    }

    /** Of some bytes from one place on. */
    static long of(byte[] bytes, int from, int length) {
        return XXH64.hashUnsafeBytes(bytes, (long) Platform.BYTE_ARRAY_OFFSET + from, length, 1);
    }

    /** Of the first numbers. */
    static long of(float[] numbers, int length) {
        return series(numbers, length, 1);
    }

    private static long word(UTF8String word, long before) {
        return word == null
                ? XXH64.hashLong(Long.MIN_VALUE, before)
                : XXH64.hashUnsafeBytes(word.getBaseObject(), word.getBaseOffset(), word.numBytes(), before);
    }

    private static long series(float[] numbers, int length, long before) {
        long hash = XXH64.hashLong(length, before);
        for (int i = 0; i < length; i++) {
            hash = XXH64.hashLong(bits(numbers[i]), hash);
        }
        return hash;
    }

    private static long bits(double x) {
        return Double.doubleToLongBits(x == 0 ? 0 : x);
    }
}
