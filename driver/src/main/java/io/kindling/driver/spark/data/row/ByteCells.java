package io.kindling.driver.spark.data.row;

import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.RowFormat;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Unsigned bytes as they are, which cannot tell that one is missing. */
final class ByteCells implements FeatureCells {
    private final RowFormat format;
    private final byte[] bytes;

    ByteCells(RowFormat format) {
        this.format = format;
        this.bytes = new byte[format.columns()];
    }

    @Override
    public void clear() {
        // All are overwritten.
    }

    @Override
    public Optional<CellProblem> put(SpecializedGetters row, int field, FeatureColumn column, int offset) {
        byte[] cell = row.getBinary(field);
        Optional<CellProblem> problem = column.otherWidth(cell.length);
        if (problem.isEmpty()) {
            System.arraycopy(cell, 0, bytes, offset, column.width());
        }
        return problem;
    }

    @Override
    public void putMissing(FeatureColumn column, int offset) {
        // The row is not packed: data.invalid: keep goes with another storage.
    }

    @Override
    public byte[] pack(float[] targets, float weight) {
        return format.pack(targets, weight, bytes);
    }

    @Override
    public void pass(PassingRows into) {
        into.add(bytes);
    }
}
