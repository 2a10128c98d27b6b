package io.kindling.kernels.work;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;

/**
 * The gradient over a shard's rows of one step.
 *
 * @param step counted from 0 over all epochs
 */
public record GradientWork(long step) implements ShardWork {
    /** Rows that go through the network at once; a larger share is taken in pieces, whose gradients add up. */
    static final int MOST_ROWS = 4096;

    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] parameters, GradientSum sum) {
        BatchSampler sampler = workspace.job().sampler();
        int[] selected = workspace.rows(sampler.largestBatch(shard));
        int count = sampler.select(shard, step, selected);
        sum.addRows(count);
        for (int from = 0; from < count; from += MOST_ROWS) {
            int piece = Math.min(MOST_ROWS, count - from);
            System.arraycopy(selected, from, selected, 0, piece);
            Batch batch = workspace.gather(rows, piece);
            workspace.pass().begin(true, Draws.key(sampler.seed(), step), batch.keys());
            workspace.job().model().addGradient(workspace.pass(), parameters, batch, sum);
        }
    }

    @Override
    public int gradientLength(int parameters) {
        return parameters;
    }
}
