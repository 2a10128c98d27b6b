package io.kindling.driver.spark.data;

import io.kindling.driver.config.Invalid;
import io.kindling.driver.spark.data.row.KeyedRow;
import io.kindling.driver.spark.data.row.KeyedRows;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkEnv;
import org.apache.spark.shuffle.sort.SortShuffleManager;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Packed rows as pairs of their shard and themselves, without those that have a problem. Each pair is valid until the next is
 * asked for.
 */
final class PackedRows implements Iterator<Tuple2<Integer, UnsafeRow>> {
    private final KeyedRows rows;
    private final ShardPartitioner partitioner;
    private final boolean skipsMissing;
    private final LongAccumulator skipped;
    private final LongAccumulator failed;
    private final Integer[] shards;
    private final boolean copies;
    private Tuple2<Integer, UnsafeRow> next;

    /**
     * The rows of a partition.
     *
     * @param invalid what becomes of rows with a missing cell
     * @param skipped counts the rows left out for a missing cell
     * @param failed counts those that must not be there
     */
    PackedRows(
            KeyedRows rows,
            Invalid invalid,
            ShardPartitioner partitioner,
            LongAccumulator skipped,
            LongAccumulator failed) {
        this.rows = rows;
        this.partitioner = partitioner;
        this.skipsMissing = invalid == Invalid.SKIP;
        this.skipped = skipped;
        this.failed = failed;
        this.shards = new Integer[partitioner.numPartitions()];
        for (int shard = 0; shard < shards.length; shard++) {
            shards[shard] = shard;
        }
        // Spark's own shuffle, with up to 2^24 shards, writes each row before it asks for the next; of others that is
        // not known.
        this.copies = !(SparkEnv.get().shuffleManager() instanceof SortShuffleManager);
    }

    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            UnsafeRow row = rows.next();
            if (row != null) {
                next = new Tuple2<>(shards[partitioner.shard(KeyedRow.key(row))], copies ? row.copy() : row);
            } else if (skipsMissing && rows.problem().orElseThrow().missing()) {
                skipped.add(1);
            } else {
                failed.add(1);
            }
        }
        return next != null;
    }

    @Override
    public Tuple2<Integer, UnsafeRow> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Tuple2<Integer, UnsafeRow> row = next;
        next = null;
        return row;
    }
}
