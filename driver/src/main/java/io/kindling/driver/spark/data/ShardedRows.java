package io.kindling.driver.spark.data;

import io.kindling.kernels.shard.Shard;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;

/**
 * A part of the data in shards.
 *
 * @param shards one in each partition, in their order; persisted, and already computed once
 * @param rowsPerShard by shard
 * @param skipped rows left out for a missing cell ({@code data.invalid: skip}). Spark counts it while it computes: a lost
 *     executor may count some rows twice
 */
@SuppressWarnings("ArrayRecordComponent")
public record ShardedRows(JavaRDD<Shard> shards, long[] rowsPerShard, long skipped) {
    /** All rows. */
    public long rows() {
        return LongStream.of(rowsPerShard).sum();
    }

    /** Whether the executors are threads of this JVM. */
    public boolean isLocal() {
        return shards.context().isLocal();
    }

    /**
     * The shards themselves, in their order: where the executors are threads of this JVM without a copy, else through
     * Spark's results, for which the driver needs the memory.
     */
    public List<Shard> collectLocal() {
        if (!isLocal()) {
            return shards.collect();
        }
        String exchange = UUID.randomUUID().toString();
        shards.mapPartitionsWithIndex(
                        (index, shard) -> {
                            ShardExchange.leave(exchange, index, shard.next());
                            return Collections.emptyIterator();
                        },
                        true)
                .count();
        return ShardExchange.take(exchange, rowsPerShard.length).orElseGet(shards::collect);
    }

    /** Frees the executors' memory. Shards that were collected stay. */
    public void unpersist() {
        shards.unpersist(false);
    }
}
