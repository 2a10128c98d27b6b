package io.kindling.driver.spark.data;

import io.kindling.kernels.random.Draws;
import org.apache.spark.Partitioner;

/** The shard of a row: by a hash of its key, or by its key itself where that is its rank. Sends what has a shard's number there. */
final class ShardPartitioner extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int shards;
    private final boolean ranked;

    ShardPartitioner(int shards, boolean ranked) {
        this.shards = shards;
        this.ranked = ranked;
    }

    @Override
    public int numPartitions() {
        return shards;
    }

    int shard(long key) {
        return (int) Long.remainderUnsigned(ranked ? key : Draws.mix(key), shards);
    }

    @Override
    public int getPartition(Object shard) {
        return (Integer) shard;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardPartitioner that && that.shards == shards && that.ranked == ranked;
    }

    @Override
    public int hashCode() {
        return 2 * shards + (ranked ? 1 : 0);
    }
}
