package io.kindling.driver.spark.data;

import io.kindling.kernels.random.Draws;
import org.apache.spark.Partitioner;

/** The shard of a row: by a hash of its key, or by its key itself where that is its rank. */
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

    @Override
    public int getPartition(Object key) {
        long number = (Long) key;
        return (int) Long.remainderUnsigned(ranked ? number : Draws.mix(number), shards);
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
