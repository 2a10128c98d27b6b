package io.kindling.kernels.layer;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.tensor.SparseMatrix;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;

/**
 * {@code y = x · Wᵀ} and its way back for sparse rows x. The columns of W that occur in the batch are laid out as rows,
 * so that each number of x adds one of them to a row of y: work and memory go by the numbers that are there and the
 * columns that occur, not by the width.
 *
 * @param pass kernels and scratch memory
 * @param x the sparse rows
 * @param units rows of W
 */
record SparseProduct(Pass pass, SparseMatrix x, int units) {
    /** <em>Overwrites</em> y. */
    void multiply(Slice weight, Matrix y) {
        long mark = pass.scratch().mark();
        Slice columns = pass.scratch().vector(x.slotCount() * units);
        int in = x.shape().size();
        for (int unit = 0; unit < units; unit++) {
            int row = weight.offset() + unit * in;
            for (int slot = 0; slot < x.slotCount(); slot++) {
                columns.array()[columns.offset() + slot * units + unit] = weight.array()[row + x.columns()[slot]];
            }
        }
        Elementwise loops = pass.kernels().elementwise();
        Arrays.fill(y.array(), y.offset(), y.offset() + y.size(), 0);
        for (int row = 0; row < x.rows(); row++) {
            for (int j = x.starts()[row]; j < x.starts()[row + 1]; j++) {
                int column = columns.offset() + x.slots()[j] * units;
                loops.axpy(x.values()[j], columns.array(), column, y.array(), y.rowOffset(row), units);
            }
        }
        pass.scratch().release(mark);
    }

    /** <em>Adds</em> dyᵀ · x to the weight's gradient. */
    void addGradient(Matrix dy, Slice dWeight) {
        long mark = pass.scratch().mark();
        Slice columns = pass.scratch().vector(x.slotCount() * units);
        Arrays.fill(columns.array(), columns.offset(), columns.offset() + columns.length(), 0);
        Elementwise loops = pass.kernels().elementwise();
        for (int row = 0; row < x.rows(); row++) {
            for (int j = x.starts()[row]; j < x.starts()[row + 1]; j++) {
                int column = columns.offset() + x.slots()[j] * units;
                loops.axpy(x.values()[j], dy.array(), dy.rowOffset(row), columns.array(), column, units);
            }
        }
        int in = x.shape().size();
        for (int unit = 0; unit < units; unit++) {
            int row = dWeight.offset() + unit * in;
            for (int slot = 0; slot < x.slotCount(); slot++) {
                dWeight.array()[row + x.columns()[slot]] += columns.array()[columns.offset() + slot * units + unit];
            }
        }
        pass.scratch().release(mark);
    }
}
