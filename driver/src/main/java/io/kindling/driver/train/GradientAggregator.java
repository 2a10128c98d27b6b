package io.kindling.driver.train;

import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.ShardWork;

/**
 * The seam between the training loop and where the data lives: runs a work on every shard and adds up the results along
 * the one fixed tree. Two engines that hold the same shards give the same bits.
 */
public interface GradientAggregator extends AutoCloseable {
    /**
     * Runs the work on every shard.
     *
     * @param work what to do
     * @param weights the model's flat array, unchanged
     * @param description what people see while it runs: "step 120 of 2350"
     * @return the sum over all shards; the caller may change it until the next call
     */
    GradientSum aggregate(ShardWork work, float[] weights, String description);

    /** Where the time of the last round went. */
    RoundTimes times();

    @Override
    void close();
}
