package io.kindling.kernels.shard;

import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.SparseMatrix;
import java.util.Arrays;

/** The sparse rows of a batch, gathered one by one into arrays that are used again. */
final class SparseRows {
    private final Shape shape;
    private final int[] slotOf;
    private int[] starts = new int[1];
    private int[] slots = new int[0];
    private float[] values = new float[0];
    private int[] columns = new int[0];
    private int[] incomingColumns = new int[0];
    private float[] incomingValues = new float[0];
    private int slotCount;
    private int rows;

    SparseRows(Shape shape) {
        this.shape = shape;
        this.slotOf = new int[shape.size()];
        Arrays.fill(slotOf, -1);
    }

    /** Forgets the rows before, and makes room for so many. */
    void begin(int newRows) {
        for (int slot = 0; slot < slotCount; slot++) {
            slotOf[columns[slot]] = -1;
        }
        if (starts.length <= newRows) {
            starts = new int[newRows + 1];
        }
        rows = 0;
        slotCount = 0;
        starts[0] = 0;
    }

    /** <em>Adds</em> a row: numbers {@code from} to {@code to} (exclusive) of the arrays. NaN, a missing cell, becomes 0. */
    void add(int[] rowColumns, float[] rowValues, int from, int to, Scaling scaling) {
        int at = starts[rows];
        if (at + to - from > values.length) {
            int length = Growth.next(values.length, (long) at + to - from);
            values = Arrays.copyOf(values, length);
            slots = Arrays.copyOf(slots, length);
        }
        for (int j = from; j < to; j++) {
            float value = rowValues[j] * scaling.factorOf(rowColumns[j]);
            values[at] = Float.isNaN(value) ? 0 : value;
            slots[at++] = slot(rowColumns[j]);
        }
        if (++rows == starts.length) {
            starts = Arrays.copyOf(starts, Growth.next(rows, rows + 1L));
        }
        starts[rows] = at;
    }

    /** Room for the columns of a row that is copied from elsewhere before it is added. */
    int[] incomingColumns(int count) {
        if (count > incomingColumns.length) {
            incomingColumns = new int[Growth.next(incomingColumns.length, count)];
        }
        return incomingColumns;
    }

    /** Room for the numbers of such a row. */
    float[] incomingValues(int count) {
        if (count > incomingValues.length) {
            incomingValues = new float[Growth.next(incomingValues.length, count)];
        }
        return incomingValues;
    }

    SparseMatrix matrix() {
        return new SparseMatrix(rows, shape, starts, slots, values, columns, slotCount);
    }

    private int slot(int column) {
        if (slotOf[column] < 0) {
            if (slotCount == columns.length) {
                columns = Arrays.copyOf(columns, Growth.next(slotCount, slotCount + 1L));
            }
            columns[slotCount] = column;
            slotOf[column] = slotCount++;
        }
        return slotOf[column];
    }
}
