package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.FiniteNumbers;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;

/** An array of doubles in each cell. */
final class DoublesColumn implements BatchColumn {
    private static final double[] NONE = {};

    private double[][] cells = {};
    private float[] rounded = {};

    @Override
    public void load(ColumnVector arrays, int from, int count, boolean[] odd) {
        BatchColumn.markNulls(arrays, from, count, odd);
        ArrayElements.markNulls(arrays, from, count, odd);
        cells = cells.length < count ? new double[count][] : cells;
        for (int row = 0; row < count; row++) {
            cells[row] = odd[row] ? NONE : arrays.getArray(from + row).toDoubleArray();
        }
    }

    /** Four rows at a time: each number of a row has to wait for the one before. */
    @Override
    public void hash(long[] keys, int count) {
        int row = 0;
        for (; row + 4 <= count; row += 4) {
            hashFour(cells[row], cells[row + 1], cells[row + 2], cells[row + 3], keys, row);
        }
        for (; row < count; row++) {
            keys[row] = hash(cells[row], 0, keys[row]);
        }
    }

    private static void hashFour(double[] a, double[] b, double[] c, double[] d, long[] keys, int row) {
        int all = Math.min(Math.min(a.length, b.length), Math.min(c.length, d.length));
        long keyA = keys[row];
        long keyB = keys[row + 1];
        long keyC = keys[row + 2];
        long keyD = keys[row + 3];
        for (int j = 0; j < all; j++) {
            keyA = XXH64.hashLong(NumberBits.of(a[j]), keyA);
            keyB = XXH64.hashLong(NumberBits.of(b[j]), keyB);
            keyC = XXH64.hashLong(NumberBits.of(c[j]), keyC);
            keyD = XXH64.hashLong(NumberBits.of(d[j]), keyD);
        }
        keys[row] = hash(a, all, keyA);
        keys[row + 1] = hash(b, all, keyB);
        keys[row + 2] = hash(c, all, keyC);
        keys[row + 3] = hash(d, all, keyD);
    }

    private static long hash(double[] numbers, int from, long seed) {
        long key = seed;
        for (int j = from; j < numbers.length; j++) {
            key = XXH64.hashLong(NumberBits.of(numbers[j]), key);
        }
        return key;
    }

    @Override
    public void put(PackedBlock block, long place, int width, int count, boolean[] odd) {
        rounded = rounded.length == width ? rounded : new float[width];
        for (int row = 0; row < count; row++) {
            double[] numbers = cells[row];
            if (numbers.length != width || !roundsToFinite(numbers)) {
                odd[row] = true;
            } else {
                long at = place + (long) row * block.stride();
                Platform.copyMemory(
                        rounded, Platform.FLOAT_ARRAY_OFFSET, block.bytes(), at, (long) Float.BYTES * width);
            }
        }
    }

    private boolean roundsToFinite(double[] numbers) {
        for (int j = 0; j < rounded.length; j++) {
            rounded[j] = (float) numbers[j];
        }
        return !FiniteNumbers.anyNot(rounded, rounded.length);
    }
}
