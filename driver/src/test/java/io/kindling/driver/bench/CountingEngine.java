package io.kindling.driver.bench;

import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.RoundTimes;
import io.kindling.kernels.sum.FloatTransfer;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.ShardWork;

/** An engine, and how many bytes went to an executor and came back from all tasks. */
final class CountingEngine implements GradientAggregator {
    private final GradientAggregator engine;
    private long rounds;
    private long down;
    private long up;

    CountingEngine(GradientAggregator engine) {
        this.engine = engine;
    }

    @Override
    public GradientSum aggregate(ShardWork work, float[] weights, String description) {
        GradientSum sum = engine.aggregate(work, weights, description);
        rounds++;
        down += FloatTransfer.bytes(weights, 0, weights.length, false);
        up += sum.bytesMoved();
        return sum;
    }

    @Override
    public RoundTimes times() {
        return engine.times();
    }

    @Override
    public void close() {
        engine.close();
    }

    long rounds() {
        return rounds;
    }

    /** Bytes of the broadcasts: each executor fetches so many. */
    long down() {
        return down;
    }

    /** Bytes of the tasks' results together. */
    long up() {
        return up;
    }
}
