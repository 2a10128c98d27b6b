package io.kindling.driver.spark.data.batch;

import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;

/** A number or boolean in each cell, as Spark's {@code cast(x as double)} gives it and then rounded to a float. */
abstract class NumberColumn implements BatchColumn {
    static NumberColumn of(DataType type) {
        if (type.equals(DataTypes.FloatType)) {
            return new Floats();
        }
        if (type.equals(DataTypes.DoubleType)) {
            return new Doubles();
        }
        return type.equals(DataTypes.LongType) ? new Longs() : new Ints(type);
    }

    @Override
    public final void load(ColumnVector cells, int from, int count, boolean[] odd) {
        BatchColumn.markNulls(cells, from, count, odd);
        read(cells, from, count, odd);
    }

    /** Takes numbers; of odd rows any will do. */
    abstract void read(ColumnVector cells, int from, int count, boolean[] odd);

    private static final class Floats extends NumberColumn {
        private float[] numbers;

        @Override
        void read(ColumnVector cells, int from, int count, boolean[] odd) {
            numbers = cells.getFloats(from, count);
        }

        @Override
        public void hash(long[] keys, int count) {
            for (int row = 0; row < count; row++) {
                keys[row] = XXH64.hashInt(NumberBits.of(numbers[row]), keys[row]);
            }
        }

        @Override
        public void put(PackedBlock block, long place, int width, int count, boolean[] odd) {
            byte[] bytes = block.bytes();
            long at = place;
            for (int row = 0; row < count; row++, at += block.stride()) {
                float x = numbers[row];
                Platform.putFloat(bytes, at, x);
                odd[row] |= !Float.isFinite(x);
            }
        }
    }

    private static final class Doubles extends NumberColumn {
        private double[] numbers;

        @Override
        void read(ColumnVector cells, int from, int count, boolean[] odd) {
            numbers = cells.getDoubles(from, count);
        }

        @Override
        public void hash(long[] keys, int count) {
            for (int row = 0; row < count; row++) {
                keys[row] = XXH64.hashLong(NumberBits.of(numbers[row]), keys[row]);
            }
        }

        @Override
        public void put(PackedBlock block, long place, int width, int count, boolean[] odd) {
            byte[] bytes = block.bytes();
            long at = place;
            for (int row = 0; row < count; row++, at += block.stride()) {
                float x = (float) numbers[row];
                Platform.putFloat(bytes, at, x);
                odd[row] |= !Float.isFinite(x);
            }
        }
    }

    private static final class Longs extends NumberColumn {
        private long[] numbers;

        @Override
        void read(ColumnVector cells, int from, int count, boolean[] odd) {
            numbers = cells.getLongs(from, count);
        }

        @Override
        public void hash(long[] keys, int count) {
            for (int row = 0; row < count; row++) {
                keys[row] = XXH64.hashLong(numbers[row], keys[row]);
            }
        }

        @Override
        public void put(PackedBlock block, long place, int width, int count, boolean[] odd) {
            for (int row = 0; row < count; row++) {
                // Rounded twice, as by way of a double.
                float x = (float) (double) numbers[row];
                Platform.putFloat(block.bytes(), place + (long) row * block.stride(), x);
            }
        }
    }

    /** Whole numbers that an int holds; 1 is true. */
    private static final class Ints extends NumberColumn {
        private final DataType type;
        private int[] numbers;

        Ints(DataType type) {
            this.type = type;
        }

        @Override
        void read(ColumnVector cells, int from, int count, boolean[] odd) {
            if (type.equals(DataTypes.IntegerType)) {
                numbers = cells.getInts(from, count);
                return;
            }
            numbers = new int[count];
            for (int row = 0; row < count; row++) {
                // What lies under a null may not even be in the dictionary.
                numbers[row] = odd[row] ? 0 : number(cells, from + row);
            }
        }

        private int number(ColumnVector cells, int row) {
            if (type.equals(DataTypes.ShortType)) {
                return cells.getShort(row);
            }
            return type.equals(DataTypes.ByteType) ? cells.getByte(row) : cells.getBoolean(row) ? 1 : 0;
        }

        @Override
        public void hash(long[] keys, int count) {
            for (int row = 0; row < count; row++) {
                keys[row] = XXH64.hashInt(numbers[row], keys[row]);
            }
        }

        @Override
        public void put(PackedBlock block, long place, int width, int count, boolean[] odd) {
            for (int row = 0; row < count; row++) {
                Platform.putFloat(block.bytes(), place + (long) row * block.stride(), numbers[row]);
            }
        }
    }
}
