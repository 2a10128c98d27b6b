package io.kindling.driver.spark.data.row;

import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.RowFormat;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/** A number for each column; NaN for missing ones. */
final class FloatCells implements FeatureCells {

    private final RowFormat format;
    private final boolean log1p;
    private final float[] numbers;
    private boolean missing;

    FloatCells(RowFormat format, boolean log1p) {
        this.format = format;
        this.log1p = log1p;
        this.numbers = new float[format.columns()];
    }

    @Override
    public void clear() {
        missing = false;
    }

    @Override
    public Optional<CellProblem> put(SpecializedGetters row, int field, FeatureColumn column, int offset) {
        Optional<CellProblem> problem = column.otherWidth(Numbers.width(row, field, column.kind()));
        if (problem.isPresent()) {
            return problem;
        }
        Numbers.copy(row, field, column.kind(), numbers, offset);
        problem = column.check(numbers, offset, offset + column.width(), log1p);
        missing |= problem.isPresent();
        return problem;
    }

    /**
     * Takes all cells of a row of columns of one number each that lie side by side: a third of the time that they take one by one.
     *
     * @param first the field of the first
     * @return false if some number is missing; the cells are then to be taken one by one, to name it
     */
    boolean putNumbers(UnsafeRow row, int first) {
        if (log1p || row.anyNull()) {
            return false;
        }
        Object base = row.getBaseObject();
        long at = row.getBaseOffset()
                + UnsafeRow.calculateBitSetWidthInBytes(row.numFields())
                + (long) Double.BYTES * first;
        int infinite = 0;
        for (int j = 0; j < numbers.length; j++) {
            float x = (float) Platform.getDouble(base, at + (long) Double.BYTES * j);
            numbers[j] = x;
            infinite |= FiniteNumbers.carry(x);
        }
        missing = false;
        return infinite >= 0;
    }

    @Override
    public void putMissing(FeatureColumn column, int offset) {
        Arrays.fill(numbers, offset, offset + column.width(), Float.NaN);
        missing = true;
    }

    @Override
    public byte[] pack(float[] targets, float weight) {
        return format.pack(targets, weight, numbers);
    }

    @Override
    public void pass(PassingRows into) {
        into.add(numbers, missing);
    }
}
