package io.kindling.kernels.sampler;

import io.kindling.kernels.random.Draws;
import java.io.Serializable;

/**
 * Which rows of a shard belong to a step: a pure function of seed, step and shard. Every row comes once an epoch, whatever
 * the batch size; the last batch of an epoch holds what is left.
 *
 * <p>Where the shards are as full as dealing the rows out like cards makes them (row i in shard i mod shards, as
 * {@code data.order_by} has it), step after step takes the next {@code batchSize} rows. Shards of other sizes each give
 * an even share of their rows to every step of the epoch, so that a batch is as near to {@code batchSize} as whole rows
 * allow. With shuffling, each shard first puts its rows into a new order each epoch.
 *
 * @param seed of the orders
 * @param batchSize rows of a step over all shards; at least 1; more than there are rows means all of them
 * @param shuffle whether rows come in a new order each epoch
 * @param shardRows how many rows each shard holds
 */
public record BatchSampler(long seed, int batchSize, boolean shuffle, long[] shardRows) implements Serializable {
    public BatchSampler {
        if (batchSize < 1) {
            throw new IllegalArgumentException("A batch of " + batchSize + " rows; it needs at least 1");
        }
        shardRows = shardRows.clone();
    }

    /** Rows of all shards together. */
    public long rows() {
        long rows = 0;
        for (long count : shardRows) {
            rows += count;
        }
        return rows;
    }

    /** Steps until every row has come once. */
    public long stepsPerEpoch() {
        return Math.max(1, (rows() + batchSize - 1) / batchSize);
    }

    /** The most rows that a shard has in any step. */
    public int largestBatch(int shard) {
        return (int) Math.min(shardRows[shard], batchSize);
    }

    /**
     * The rows of a shard in a step.
     *
     * @param step counted from 0 over all epochs
     * @param into <em>overwritten</em> from the front; at least {@link #largestBatch} long
     * @return how many
     */
    public int select(int shard, long step, int[] into) {
        long epoch = step / stepsPerEpoch();
        long inEpoch = step % stepsPerEpoch();
        long rows = rows();
        int from = dealt(shard, Math.min(rows, inEpoch * batchSize), rows);
        int to = dealt(shard, Math.min(rows, (inEpoch + 1) * batchSize), rows);
        Permutation order = new Permutation((int) shardRows[shard], Draws.key(seed, epoch, shard));
        for (int i = from; i < to; i++) {
            into[i - from] = shuffle ? order.at(i) : i;
        }
        return to - from;
    }

    /** How many of the epoch's first {@code total} rows come from this shard. */
    private int dealt(int shard, long total, long rows) {
        if (rows == 0) {
            return 0;
        }
        int shards = shardRows.length;
        if (dealtLikeCards(rows)) {
            return (int) ((total + shards - 1 - shard) / shards);
        }
        // Each shard rounds at a phase of its own, so that the rounding does not add up over the shards.
        double phase = (double) (shards - 1 - shard) / shards;
        return (int) Math.min(shardRows[shard], (long) Math.floor((double) shardRows[shard] * total / rows + phase));
    }

    /** Whether the shards are as full as dealing the rows out one by one makes them. */
    private boolean dealtLikeCards(long rows) {
        int shards = shardRows.length;
        for (int shard = 0; shard < shards; shard++) {
            if (shardRows[shard] != (rows + shards - 1 - shard) / shards) {
                return false;
            }
        }
        return true;
    }
}
