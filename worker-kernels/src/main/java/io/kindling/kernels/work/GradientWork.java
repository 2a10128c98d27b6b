package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.watch.LayerWatch;

/**
 * The gradient over a shard's rows of one step.
 *
 * @param step counted from 0 over all epochs
 */
public record GradientWork(long step) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        BatchSampler sampler = workspace.job().sampler();
        int[] selected = workspace.rows(sampler.largestBatch(shard));
        int count = sampler.select(shard, step, selected);
        sum.addRows(count);
        // A share that is too large for the memory is taken in pieces, whose gradients add up.
        int most = workspace.job().memory().trainingRows();
        workspace.reserve(workspace.job().memory().training(), Math.min(most, sampler.largestBatch(shard)));
        for (int from = 0; from < count; from += most) {
            int piece = Math.min(most, count - from);
            System.arraycopy(selected, from, selected, 0, piece);
            Batch batch = workspace.gatherForTraining(rows, piece, step);
            if (workspace.job().watch().isDue(step)) {
                workspace.pass().watchedBy(new LayerWatch(workspace.pass(), sum.tally()));
            }
            workspace.job().model().addGradient(workspace.pass(), weights, batch, sum);
        }
    }

    @Override
    public int gradientLength(Model model) {
        return model.layout().parameters();
    }
}
