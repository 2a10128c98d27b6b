package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.spark.data.row.CellProblem;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.row.RowPacker;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.PassingRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the rows of {@link FeaturePipeline#append} on the executors, one by one, for prediction. Immutable and
 * serialisable.
 *
 * @param layout of the rows; has no target
 * @param fields of the feature columns
 * @param source the columns that the source has
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureRows(RowLayout layout, int[] fields, StructType source) implements Serializable {
    private static final int MOST_SHOWN = 100;

    /** How the features come. */
    public FeatureStorage storage() {
        return layout.storage();
    }

    /** What reads the rows of one partition. */
    public RowPacker packer() {
        return new RowPacker(layout, fields);
    }

    /**
     * Reads the next row that can be predicted, and hands its features on. Rows with a missing cell are left out, kept or stop the task,
     * as {@code data.invalid} says.
     *
     * @return the row, as {@code rows} gave it; null if none is left
     */
    public InternalRow next(Iterator<InternalRow> rows, RowPacker packer, PassingRows into) {
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            if (packer.pass(row, into)) {
                return row;
            }
            CellProblem problem = packer.problem().orElseThrow();
            if (layout.invalid() != Invalid.SKIP || !problem.missing()) {
                throw new UserException(problem.afterTraining().message(" of the row " + shown(row)));
            }
        }
        return null;
    }

    /** The source's cells; a row that is to be predicted has no number. */
    private String shown(InternalRow row) {
        String cells = IntStream.range(0, source.size())
                .mapToObj(i -> shown(row, i, source.apply(i).dataType()))
                .collect(Collectors.joining(", "));
        return "(" + (cells.length() > MOST_SHOWN ? cells.substring(0, MOST_SHOWN) + "…" : cells) + ")";
    }

    private static String shown(InternalRow row, int field, DataType type) {
        return String.valueOf(CatalystTypeConverters.convertToScala(row.get(field, type), type));
    }
}
