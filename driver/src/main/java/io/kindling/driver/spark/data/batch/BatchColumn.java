package io.kindling.driver.spark.data.batch;

import io.kindling.driver.spark.data.row.CellKind;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * Some cells of a column, one below the other. It marks rows as odd whose cell it does not read as all others: a null, a null or
 * infinite number, another width, a sparse vector. What it makes of such a row means nothing. Not thread-safe.
 */
interface BatchColumn {
    /**
     * Takes cells.
     *
     * @param count how many, from {@code from} on; the first is that of row 0
     * @param odd by row; <em>set</em> where a row is odd
     */
    void load(ColumnVector cells, int from, int count, boolean[] odd);

    /**
     * Hashes each cell, as {@code xxhash64} does.
     *
     * @param keys by row, of the columns before: <em>overwritten</em>
     */
    void hash(long[] keys, int count);

    /**
     * Writes the numbers of each cell into its row.
     *
     * @param place where those of row 0 start
     * @param width how many a cell has to hold
     * @param odd by row; <em>set</em> where a row is odd
     */
    void put(PackedBlock block, long place, int width, int count, boolean[] odd);

    /** What reads a column of this type; empty if nothing does. */
    static Optional<BatchColumn> of(DataType type) {
        if (type instanceof ArrayType array && array.elementType().equals(DataTypes.FloatType)) {
            return Optional.of(new FloatsColumn());
        }
        if (type instanceof ArrayType array && array.elementType().equals(DataTypes.DoubleType)) {
            return Optional.of(new DoublesColumn());
        }
        if (CellKind.of(type).equals(Optional.of(CellKind.VECTOR))) {
            return Optional.of(new VectorColumn());
        }
        if (type.equals(DataTypes.BinaryType)) {
            return Optional.of(new BytesColumn());
        }
        if (type.equals(DataTypes.StringType)) {
            return Optional.of(new TextColumn());
        }
        boolean number = type instanceof NumericType && !(type instanceof DecimalType);
        return number || type.equals(DataTypes.BooleanType) ? Optional.of(NumberColumn.of(type)) : Optional.empty();
    }

    /** Marks the rows whose cell is null. */
    static void markNulls(ColumnVector cells, int from, int count, boolean[] odd) {
        if (cells.hasNull()) {
            for (int row = 0; row < count; row++) {
                odd[row] |= cells.isNullAt(from + row);
            }
        }
    }
}
