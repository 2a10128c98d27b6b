package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.CellProblem;
import io.kindling.driver.spark.data.row.KeyedRow;
import io.kindling.driver.spark.data.row.KeyedRows;
import io.kindling.driver.spark.data.row.RowPacker;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Rows packed from batches of columns, as many at a time as lie well in a processor's cache. An odd row is taken out as a row of
 * Spark's own and read cell by cell, so that what becomes of it, and what is said of it, is the same as without batches.
 */
final class BatchRows implements KeyedRows {
    private final Iterator<ColumnarBatch> batches;
    private final BatchBlock block;
    private final Optional<RowCondition> condition;
    private final UnsafeProjection all;
    private final UnsafeProjection keys;
    private final RowPacker packer;
    private final UnsafeProjection rest;
    private final RowPacker heads;
    private final UnsafeRowWriter writer = new UnsafeRowWriter(KeyedRow.FIELDS);
    private Optional<CellProblem> problem = Optional.empty();
    private ColumnarBatch batch;
    private int from;
    private int count;
    private int next;

    /** The rows of a partition. */
    BatchRows(Iterator<ColumnarBatch> batches, BatchLayout layout) {
        this.batches = batches;
        this.block = new BatchBlock(layout);
        this.condition = Optional.ofNullable(layout.condition())
                .map(wanted -> new RowCondition(wanted, TaskContext.get().partitionId()));
        this.all = UnsafeProjection.create(layout.selected(), layout.columns());
        this.keys = UnsafeProjection.create(layout.key(), layout.columns());
        this.packer = new RowPacker(layout.layout(), 1);
        this.rest = UnsafeProjection.create(layout.rest(), layout.columns());
        this.heads = new RowPacker(layout.layout().withoutFeatures(), 0);
    }

    @Override
    public boolean hasNext() {
        while (true) {
            for (; next < count; next++) {
                if (wanted(next)) {
                    return true;
                }
            }
            if (!advance()) {
                return false;
            }
        }
    }

    /** Nothing of a row but its key is computed before: what cannot be computed may be what the condition leaves out. */
    private boolean wanted(int row) {
        return condition.isEmpty()
                || condition
                        .get()
                        .holds(batch.getRow(from + row), condition.get().usesKey() ? key(row) : 0);
    }

    private long key(int row) {
        return block.odd(row) ? keys.apply(batch.getRow(from + row)).getLong(0) : block.key(row);
    }

    /** The key of the row that is next; there must be one. */
    long nextKey() {
        return key(next);
    }

    /** Goes past the row that is next. */
    void pass() {
        next++;
    }

    /** The cells of the next row as selected, not packed; valid until another is asked for. */
    UnsafeRow nextCells() {
        return all.apply(batch.getRow(from + next++));
    }

    private boolean advance() {
        from += count;
        while (batch == null || from >= batch.numRows()) {
            if (!batches.hasNext()) {
                return false;
            }
            batch = batches.next();
            from = 0;
        }
        count = Math.min(block.rows(), batch.numRows() - from);
        next = 0;
        block.load(batch, from, count);
        return true;
    }

    @Override
    public UnsafeRow next() {
        int row = next++;
        if (!block.odd(row)) {
            byte[] head = heads.pack(rest.apply(batch.getRow(from + row)));
            if (head != null) {
                return block.row(row, head);
            }
        }
        UnsafeRow cells = all.apply(batch.getRow(from + row));
        byte[] packed = packer.pack(cells);
        problem = packer.problem();
        return packed == null ? null : KeyedRow.write(writer, cells.getLong(0), packed);
    }

    @Override
    public Optional<CellProblem> problem() {
        return problem;
    }
}
