package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.row.RowPacker;
import io.kindling.kernels.shard.PassingRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the rows of {@link FeaturePipeline#append} on the executors, chunk by chunk, for prediction. Immutable and
 * serialisable.
 *
 * @param layout of the rows; has no target
 * @param fields of the feature columns
 * @param source the columns that the source has
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureRows(RowLayout layout, int[] fields, StructType source) implements Serializable {
    private static final int MOST_SHOWN = 100;

    /** What reads single rows, for one partition. */
    public RowPacker packer() {
        return new RowPacker(layout, fields);
    }

    /**
     * Reads the next rows of a partition, each with memory of its own. Rows with a missing cell are left out, kept or stop the task, as
     * {@code data.invalid} says.
     *
     * @param most rows that are read
     * @param into is begun anew, and ended
     * @return the rows that are there, with the feature columns behind their own; none at the end
     */
    public List<InternalRow> read(Iterator<InternalRow> rows, int most, RowPacker packer, PassingRows into) {
        List<InternalRow> taken = new ArrayList<>();
        into.begin(most, layout.storage());
        while (taken.size() < most && rows.hasNext()) {
            InternalRow row = rows.next();
            if (packer.pass(row, into)) {
                taken.add(row);
            } else if (layout.invalid() != Invalid.SKIP
                    || !packer.problem().orElseThrow().missing()) {
                throw new UserException(
                        packer.problem().orElseThrow().afterTraining().message(" of the row " + shown(row)));
            }
        }
        into.end();
        return taken;
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
