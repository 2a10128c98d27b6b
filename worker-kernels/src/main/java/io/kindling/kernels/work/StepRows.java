package io.kindling.kernels.work;

import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import java.util.function.Consumer;

/** A shard's rows of a step as they are, without augmentation. */
final class StepRows {
    private StepRows() {}

    /**
     * Gathers them, in pieces that fit the memory of a pass forth.
     *
     * @param step counted from 0 over all epochs
     * @param piece told of each; the batch is valid during the call
     */
    static void forEach(Workspace workspace, int shard, Shard rows, long step, Consumer<Batch> piece) {
        BatchSampler sampler = workspace.job().sampler();
        int[] selected = workspace.rows(sampler.largestBatch(shard));
        int count = sampler.select(shard, step, selected);
        int most = workspace.job().memory().predictionRows();
        for (int from = 0; from < count; from += most) {
            int size = Math.min(most, count - from);
            System.arraycopy(selected, from, selected, 0, size);
            piece.accept(workspace.gather(rows, size));
        }
    }
}
