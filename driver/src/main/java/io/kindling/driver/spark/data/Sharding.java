package io.kindling.driver.spark.data;

import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.ShardStorage;
import io.kindling.driver.spark.data.batch.BatchScan;
import io.kindling.driver.spark.data.batch.RowsFunction;
import io.kindling.driver.spark.data.row.InternalRows;
import io.kindling.driver.spark.data.row.KeyedCells;
import io.kindling.driver.spark.data.row.KeyedRow;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.shard.ShardBuilder;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.UnsafeRowSerializer;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

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

    /** The same of rows in another layout of the same format. */
    Sharding in(RowLayout other) {
        return new Sharding(other, shards, ranked, storage);
    }

    Outcome shard(Dataset<Row> selected) {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(selected.sparkSession().sparkContext());
        LongAccumulator skipped = context.sc().longAccumulator();
        LongAccumulator failed = context.sc().longAccumulator();
        RowLayout rowLayout = layout;
        RowFormat format = layout.format();
        ShardPartitioner partitioner = new ShardPartitioner(shards, ranked);
        Invalid invalid = layout.invalid();
        RowsFunction<Tuple2<Integer, UnsafeRow>> pack =
                rows -> new PackedRows(rows, invalid, partitioner, skipped, failed);
        JavaRDD<Tuple2<Integer, UnsafeRow>> packed = BatchScan.of(selected, layout)
                .map(scan -> scan.map(pack))
                .orElseGet(() ->
                        InternalRows.of(selected).mapPartitions(rows -> pack.apply(new KeyedCells(rows, rowLayout))));
        ShardPlace place = new ShardPlace(storage);
        JavaRDD<HeldShard> built = sent(packed, partitioner).mapPartitions(rows -> build(place, format, rows), true);
        JavaRDD<Shard> held = new HeldShards(built.rdd()).toJavaRDD();
        List<Counted> counts = held.map(Counted::of).collect();
        logMapped(counts);
        long[] rowsPerShard = counts.stream().mapToLong(Counted::rows).toArray();
        long[] digests = counts.stream().mapToLong(Counted::digest).toArray();
        return new Outcome(new ShardedRows(held, rowsPerShard, digests, skipped.value()), failed.value());
    }

    /** Each row in the partition of its shard. */
    private static JavaRDD<Tuple2<Integer, UnsafeRow>> sent(
            JavaRDD<Tuple2<Integer, UnsafeRow>> packed, ShardPartitioner partitioner) {
        ClassTag<UnsafeRow> row = ClassTag$.MODULE$.apply(UnsafeRow.class);
        return new ShuffledRDD<Integer, UnsafeRow, UnsafeRow>(
                        packed.rdd(), partitioner, ClassTag$.MODULE$.apply(Integer.class), row, row)
                .setSerializer(new UnsafeRowSerializer(KeyedRow.FIELDS, null))
                .toJavaRDD();
    }

    private static Iterator<HeldShard> build(
            ShardPlace place, RowFormat format, Iterator<Tuple2<Integer, UnsafeRow>> rows) {
        try (KeySort sort = new KeySort()) {
            Iterator<InternalRow> sorted = sort.sort(rows);
            try (ShardBuilder builder = place.builder(format, TaskContext.get().partitionId())) {
                byte[] packed = new byte[0];
                while (sorted.hasNext()) {
                    UnsafeRow row = (UnsafeRow) sorted.next();
                    boolean first = packed.length == 0;
                    packed = KeyedRow.packed(row, packed);
                    if (first) {
                        builder.expect(sort.rows(), packed.length);
                    }
                    builder.add(KeyedRow.key(row), packed);
                }
                return Collections.singleton(new HeldShard(builder.build())).iterator();
            }
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
}
