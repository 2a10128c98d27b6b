package io.kindling.driver.spark.data;

import io.kindling.kernels.shard.ColumnMoments;
import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.PairwiseTree;
import java.util.List;
import org.apache.spark.api.java.function.Function;

/**
 * Fits scalings on shards: rows are summed in their order within a shard, shards by the fixed tree over their index, so
 * that the bits follow from the data and the number of shards alone.
 */
final class Standardization {
    private Standardization() {}

    static Scaling ofFeatures(ShardedRows rows) {
        return of(rows, shard -> ((PackedShard) shard).featureMoments());
    }

    static Scaling ofTargets(ShardedRows rows) {
        return of(rows, shard -> ((PackedShard) shard).targetMoments());
    }

    private static Scaling of(ShardedRows rows, Function<Shard, ColumnMoments> moments) {
        List<ColumnMoments> byShard = rows.shards().map(moments).collect();
        PairwiseTree<ColumnMoments> tree = new PairwiseTree<>(byShard.size(), ColumnMoments::merge);
        for (int shard = 0; shard < byShard.size(); shard++) {
            tree.offer(shard, byShard.get(shard));
        }
        return tree.result().standardizing();
    }
}
