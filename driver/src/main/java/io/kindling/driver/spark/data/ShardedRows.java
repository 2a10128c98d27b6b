package io.kindling.driver.spark.data;

import io.kindling.kernels.shard.Shard;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;

/**
 * A part of the data in shards.
 *
 * @param shards one in each partition, in their order; held by the executors, and already computed once
 * @param rowsPerShard by shard
 * @param digests by shard, of its content
 * @param skipped rows left out for a missing cell ({@code data.invalid: skip}). Spark counts it while it computes: a lost
 *     executor may count some rows twice
 */
@SuppressWarnings("ArrayRecordComponent")
public record ShardedRows(JavaRDD<Shard> shards, long[] rowsPerShard, long[] digests, long skipped) {
    /** All rows. */
    public long rows() {
        return LongStream.of(rowsPerShard).sum();
    }

    /**
     * A digest of all rows and of how they are dealt to shards, in hexadecimal: the same data in as many shards have the
     * same from any cluster, and other data another.
     */
    public String fingerprint() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * digests.length);
        for (int shard = 0; shard < digests.length; shard++) {
            bytes.putLong(rowsPerShard[shard]).putLong(digests[shard]);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Whether the executors are threads of this JVM. */
    public boolean isLocal() {
        return shards.context().isLocal();
    }

    /**
     * The shards themselves, in their order: where the executors are threads of this JVM without a copy, else one by one
     * through Spark's results, for which the driver needs the memory; those that were mapped are so again where they are
     * large.
     */
    public List<Shard> collectLocal() {
        if (!isLocal()) {
            return oneByOne();
        }
        String exchange = UUID.randomUUID().toString();
        shards.mapPartitionsWithIndex(
                        (index, shard) -> {
                            ShardExchange.leave(exchange, index, shard.next());
                            return Collections.emptyIterator();
                        },
                        true)
                .count();
        return ShardExchange.take(exchange, rowsPerShard.length).orElseGet(this::oneByOne);
    }

    private List<Shard> oneByOne() {
        List<Shard> collected = new ArrayList<>();
        shards.toLocalIterator().forEachRemaining(collected::add);
        return collected;
    }

    /** Frees the executors' memory. Shards that were collected stay. */
    public void unpersist() {
        if (!shards.context().isStopped()) {
            shards.unpersist(false);
        }
    }
}
