package io.kindling.kernels.tensor;

/**
 * Rows of a batch of which most numbers are 0, as compressed sparse rows: row {@code i} holds {@code values[j]} in column
 * {@code columns[slots[j]]} for {@code starts[i] <= j < starts[i + 1]}. Each column that occurs in the batch has one slot,
 * so that what is done by column need only be done for those. A view on arrays that somebody else owns; they may be
 * longer than what counts.
 *
 * @param rows how many rows
 * @param shape of a row, seen dense
 * @param starts by row, and the end of the last
 * @param slots by number
 * @param values by number
 * @param columns by slot: which column it is
 * @param slotCount how many slots there are
 */
public record SparseMatrix(
        int rows, Shape shape, int[] starts, int[] slots, float[] values, int[] columns, int slotCount) {}
