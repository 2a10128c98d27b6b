package io.kindling.driver.spark.data.row;

import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.RowFormat;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** The features of one row on their way from Spark's cells to packed bytes. Reused from row to row; not thread-safe. */
sealed interface FeatureCells permits FloatCells, ByteCells, SparseCells, SequenceCells {
    /** Forgets the row before. */
    void clear();

    /**
     * Takes a cell.
     *
     * @param row whose cell in {@code field} is not null
     * @param offset how many numbers the columns before hold
     * @return the first problem; where it is a missing number, the cell is read to its end nevertheless
     */
    Optional<CellProblem> put(SpecializedGetters row, int field, FeatureColumn column, int offset);

    /** Takes a cell that is null. */
    void putMissing(FeatureColumn column, int offset);

    /** The row, packed. */
    byte[] pack(float[] targets, float weight);

    /** Hands the row on to be predicted. */
    void pass(PassingRows into);

    /** Those that suit a shard. */
    static FeatureCells of(RowFormat format, boolean log1p) {
        return switch (format.storage()) {
            case FLOAT -> new FloatCells(format, log1p);
            case BYTE -> new ByteCells(format);
            case SPARSE -> new SparseCells(format, log1p);
            case TOKENS -> new SequenceCells(format);
        };
    }
}
