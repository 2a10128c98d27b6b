package io.kindling.driver.spark.data.row;

import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.RowFormat;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Only the numbers that are not 0, with their columns. A sparse vector is read by what it holds, whatever its width. */
final class SparseCells implements FeatureCells {
    private final RowFormat format;
    private final boolean log1p;
    private int[] indices = new int[64];
    private float[] numbers = new float[64];
    private int count;

    SparseCells(RowFormat format, boolean log1p) {
        this.format = format;
        this.log1p = log1p;
    }

    @Override
    public void clear() {
        count = 0;
    }

    @Override
    public Optional<CellProblem> put(SpecializedGetters row, int field, FeatureColumn column, int offset) {
        Optional<CellProblem> problem = column.otherWidth(Numbers.width(row, field, column.kind()));
        if (problem.isPresent()) {
            return problem;
        }
        int end = count + Numbers.present(row, field, column.kind());
        reserve(end);
        if (column.kind() == CellKind.VECTOR) {
            VectorCell.copyPresent(row.getStruct(field, VectorCell.FIELDS), offset, indices, numbers, count);
        } else {
            Numbers.copy(row, field, column.kind(), numbers, count);
            number(offset, end);
        }
        problem = column.check(numbers, count, end, log1p);
        dropZeros(end);
        return problem;
    }

    @Override
    public void putMissing(FeatureColumn column, int offset) {
        int end = count + column.width();
        reserve(end);
        Arrays.fill(numbers, count, end, Float.NaN);
        number(offset, end);
        count = end;
    }

    @Override
    public byte[] pack(float[] targets, float weight) {
        return format.packSparse(targets, weight, count, indices, numbers);
    }

    @Override
    public void pass(PassingRows into) {
        into.addSparse(count, indices, numbers);
    }

    private void reserve(int length) {
        if (length > numbers.length) {
            indices = Arrays.copyOf(indices, Math.max(length, 2 * count));
            numbers = Arrays.copyOf(numbers, indices.length);
        }
    }

    /** Numbers those behind the last, up to {@code end}, from {@code offset} on. */
    private void number(int offset, int end) {
        for (int j = count; j < end; j++) {
            indices[j] = offset + j - count;
        }
    }

    /** Keeps what is not 0 of the numbers behind the last, up to {@code end}. */
    private void dropZeros(int end) {
        for (int j = count; j < end; j++) {
            if (numbers[j] != 0) {
                indices[count] = indices[j];
                numbers[count++] = numbers[j];
            }
        }
    }
}
