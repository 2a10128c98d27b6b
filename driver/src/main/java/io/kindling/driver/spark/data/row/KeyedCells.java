package io.kindling.driver.spark.data.row;

import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;

/** Rows that Spark gives one by one, each read cell by cell. */
public final class KeyedCells implements KeyedRows {
    private final Iterator<InternalRow> rows;
    private final RowPacker packer;
    private final UnsafeRowWriter writer = new UnsafeRowWriter(KeyedRow.FIELDS);

    /**
     * Of the rows of a partition.
     *
     * @param rows of the layout's columns behind their key
     */
    public KeyedCells(Iterator<InternalRow> rows, RowLayout layout) {
        this.rows = rows;
        this.packer = new RowPacker(layout, 1);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public UnsafeRow next() {
        InternalRow row = rows.next();
        byte[] packed = packer.pack(row);
        return packed == null ? null : KeyedRow.write(writer, row.getLong(0), packed);
    }

    @Override
    public Optional<CellProblem> problem() {
        return packer.problem();
    }
}
