package io.kindling.driver.spark.data.row;

import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.RowFormat;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

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
