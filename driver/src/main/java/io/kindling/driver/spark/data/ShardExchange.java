package io.kindling.driver.spark.data;

import io.kindling.kernels.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where tasks leave their shards for the driver of the same JVM, so that they need not go through Spark's results. The one
 * owner of this static state; what is taken is gone.
 */
final class ShardExchange {
    private static final Map<String, Shard> LEFT = new ConcurrentHashMap<>();

    private ShardExchange() {}

    static void leave(String exchange, int index, Shard shard) {
        LEFT.put(exchange + "/" + index, shard);
    }

    /** The shards in order; empty if some did not arrive, as when tasks run under another class loader. */
    static Optional<List<Shard>> take(String exchange, int count) {
        List<Shard> shards = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Shard shard = LEFT.remove(exchange + "/" + index);
            if (shard != null) {
                shards.add(shard);
            }
        }
        return shards.size() == count ? Optional.of(shards) : Optional.empty();
    }
}
