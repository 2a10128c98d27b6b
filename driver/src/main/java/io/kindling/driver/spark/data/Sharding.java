package io.kindling.driver.spark.data;

import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.ShardStorage;
import io.kindling.driver.spark.data.row.InternalRows;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.row.RowPacker;
import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.shard.ShardBuilder;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Packs selected rows, sends each to the shard of its key, and sorts them there.
 *
 * @param layout of a selected row, which starts with its key
 * @param shards how many
 * @param ranked whether keys are ranks
 * @param storage where executors keep them
 */
record Sharding(RowLayout layout, int shards, boolean ranked, ShardStorage storage) {
    private static final Logger LOG = LoggerFactory.getLogger(Sharding.class);

    /** What came of it; {@code failed} counts rows that must not be there, and are not. */
    record Outcome(ShardedRows rows, long failed) {}

    /** What the driver learns of a shard. */
    private record Counted(int rows, long digest, long mappedBytes) implements Serializable {
        static Counted of(Shard shard) {
            long bytes = shard instanceof PackedShard packed && packed.mapped() ? packed.bytes() : 0;
            return new Counted(shard.rows(), shard.digest(), bytes);
        }
    }

    Outcome shard(Dataset<Row> selected) {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(selected.sparkSession().sparkContext());
        LongAccumulator skipped = context.sc().longAccumulator();
        LongAccumulator failed = context.sc().longAccumulator();
        RowLayout rowLayout = layout;
        RowFormat format = layout.format();
        JavaPairRDD<Long, byte[]> packed = InternalRows.of(selected)
                .mapPartitionsToPair(
                        rows -> new PackedRows(rows, new RowPacker(rowLayout, 1), rowLayout, skipped, failed));
        ShardPlace place = new ShardPlace(storage);
        JavaRDD<HeldShard> built = packed.repartitionAndSortWithinPartitions(new ShardPartitioner(shards, ranked))
                .mapPartitions(rows -> build(place, format, rows), true);
        JavaRDD<Shard> held = new HeldShards(built.rdd()).toJavaRDD();
        List<Counted> counts = held.map(Counted::of).collect();
        logMapped(counts);
        long[] rowsPerShard = counts.stream().mapToLong(Counted::rows).toArray();
        long[] digests = counts.stream().mapToLong(Counted::digest).toArray();
        return new Outcome(new ShardedRows(held, rowsPerShard, digests, skipped.value()), failed.value());
    }

    private static Iterator<HeldShard> build(ShardPlace place, RowFormat format, Iterator<Tuple2<Long, byte[]>> rows) {
        try (ShardBuilder builder = place.builder(format, TaskContext.get().partitionId())) {
            while (rows.hasNext()) {
                Tuple2<Long, byte[]> row = rows.next();
                builder.add(row._1(), row._2());
            }
            return Collections.singleton(new HeldShard(builder.build())).iterator();
        }
    }

    private static void logMapped(List<Counted> counts) {
        long bytes = counts.stream().mapToLong(Counted::mappedBytes).sum();
        if (bytes > 0) {
            long mapped =
                    counts.stream().filter(shard -> shard.mappedBytes() > 0).count();
            LOG.info("{} of {} shards, {} MB, lie in mapped files (spark.storage)", mapped, counts.size(), bytes >> 20);
        }
    }

    /** Rows as pairs of key and bytes, without those that have a problem. */
    private static final class PackedRows implements Iterator<Tuple2<Long, byte[]>> {
        private final Iterator<InternalRow> rows;
        private final RowPacker packer;
        private final boolean skipsMissing;
        private final LongAccumulator skipped;
        private final LongAccumulator failed;
        private Tuple2<Long, byte[]> next;

        PackedRows(
                Iterator<InternalRow> rows,
                RowPacker packer,
                RowLayout layout,
                LongAccumulator skipped,
                LongAccumulator failed) {
            this.rows = rows;
            this.packer = packer;
            this.skipsMissing = layout.invalid() == Invalid.SKIP;
            this.skipped = skipped;
            this.failed = failed;
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                InternalRow row = rows.next();
                byte[] bytes = packer.pack(row);
                if (bytes != null) {
                    next = new Tuple2<>(row.getLong(0), bytes);
                } else if (skipsMissing && packer.problem().orElseThrow().missing()) {
                    skipped.add(1);
                } else {
                    failed.add(1);
                }
            }
            return next != null;
        }

        @Override
        public Tuple2<Long, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Tuple2<Long, byte[]> row = next;
            next = null;
            return row;
        }
    }
}
