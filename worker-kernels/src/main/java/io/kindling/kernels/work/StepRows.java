package io.kindling.kernels.work;

import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.sum.GradientSum;
import java.util.function.IntConsumer;

/** A shard's rows of a step, in pieces that fit the memory. */
final class StepRows {
    private StepRows() {}

    /**
     * Selects them, piece by piece.
     *
     * @param step counted from 0 over all epochs
     * @param most rows of a piece
     * @param sum told how many rows there are
     * @param piece given the number of rows that are now in front of the workspace's rows, to be gathered
     */
    static void forEach(Workspace workspace, int shard, long step, int most, GradientSum sum, IntConsumer piece) {
        BatchSampler sampler = workspace.job().sampler();
        int[] selected = workspace.rows(sampler.largestBatch(shard));
        int count = sampler.select(shard, step, selected);
        sum.addRows(count);
        for (int from = 0; from < count; from += most) {
            int size = Math.min(most, count - from);
            System.arraycopy(selected, from, selected, 0, size);
            piece.accept(size);
        }
    }
}
