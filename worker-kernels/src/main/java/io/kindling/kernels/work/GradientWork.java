package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
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
        // A share that is too large for the memory is taken in pieces, whose gradients add up.
        int most = workspace.job().memory().trainingRows();
        int largest = workspace.job().sampler().largestBatch(shard);
        workspace.reserve(workspace.job().memory().training(), Math.min(most, largest));
        workspace.readAhead(rows, shard, step + 1);
        StepRows.forEach(workspace, shard, step, most, sum, piece -> {
            Batch batch = workspace.gatherForTraining(rows, piece, step);
            if (workspace.job().watch().isDue(step)) {
                workspace.pass().watchedBy(new LayerWatch(workspace.pass(), sum.tally()));
            }
            workspace.job().model().addGradient(workspace.pass(), weights, batch, sum);
        });
    }

    @Override
    public int gradientLength(Model model) {
        return model.layout().parameters();
    }
}
