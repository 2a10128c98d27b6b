package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.row.RowPacker;
import io.kindling.kernels.shard.ShardBuilder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Packs the rows of {@link FeaturePipeline#append} on the executors, chunk by chunk, for prediction. Immutable and
 * serialisable.
 *
 * @param layout of the rows; has no target
 * @param fields of the feature columns
 * @param source the columns that the source has
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureRows(RowLayout layout, int[] fields, StructType source) implements Serializable {
    private static final int MOST_SHOWN = 100;

    /**
     * The rows of a partition, each with memory of its own, in chunks of at most so many rows. Rows with a missing cell are left out, kept or stop
     * the task, as {@code data.invalid} says.
     */
    public Iterator<FeatureChunk> chunks(Iterator<InternalRow> rows, int chunkRows) {
        RowPacker packer = new RowPacker(layout, fields);
        return new Iterator<>() {
            private FeatureChunk next;

            @Override
            public boolean hasNext() {
                next = next == null ? read(rows, packer, chunkRows) : next;
                return !next.rows().isEmpty();
            }

            @Override
            public FeatureChunk next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                FeatureChunk chunk = next;
                next = null;
                return chunk;
            }
        };
    }

    private FeatureChunk read(Iterator<InternalRow> rows, RowPacker packer, int chunkRows) {
        List<InternalRow> taken = new ArrayList<>();
        ShardBuilder builder = ShardBuilder.ofPassingRows(layout.format());
        while (taken.size() < chunkRows && rows.hasNext()) {
            InternalRow row = rows.next();
            byte[] packed = packer.pack(row);
            if (packed != null) {
                builder.add(taken.size(), packed);
                taken.add(row);
            } else if (layout.invalid() != Invalid.SKIP
                    || !packer.problem().orElseThrow().missing()) {
                throw new UserException(
                        packer.problem().orElseThrow().afterTraining().message(" of the row " + shown(row)));
            }
        }
        return new FeatureChunk(taken, builder.build());
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
