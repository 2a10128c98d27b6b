package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;

/**
 * The loss of {@link GradientWork}, without its gradient: with the same dropout, the same augmentation and the same batch
 * statistics, so that it is a function of the weights alone.
 *
 * @param step counted from 0 over all epochs
 */
public record TrainingLossWork(long step) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        int most = workspace.job().memory().trainingRows();
        StepRows.forEach(workspace, shard, step, most, sum, count -> {
            Batch batch = workspace.gatherForTraining(rows, count, step);
            workspace.job().model().addLoss(workspace.pass(), weights, batch, sum);
        });
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
