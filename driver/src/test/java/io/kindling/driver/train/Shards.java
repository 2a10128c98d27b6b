package io.kindling.driver.train;

import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.shard.ShardBuilder;
import java.util.ArrayList;
import java.util.List;

/** Rows in arrays as shards, dealt like cards: row i lies in shard i mod shards. */
public final class Shards {
    private Shards() {}

    /**
     * Deals rows out.
     *
     * @param x [rows][features]
     * @param y [rows][targets]
     */
    public static List<Shard> deal(float[][] x, float[][] y, int shards) {
        RowFormat format = new RowFormat(FeatureStorage.FLOAT, x[0].length, y[0].length, false);
        List<Shard> dealt = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            ShardBuilder builder = new ShardBuilder(format);
            for (int row = shard; row < x.length; row += shards) {
                builder.add(row, format.pack(y[row], 1, x[row]));
            }
            dealt.add(builder.build());
        }
        return dealt;
    }

    /** How many rows each shard holds. */
    public static long[] rows(List<Shard> shards) {
        return shards.stream().mapToLong(Shard::rows).toArray();
    }
}
