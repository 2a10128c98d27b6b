package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;

/**
 * The gradient over all rows of a shard, in their order and in pieces of a step's share. What is drawn at random (dropout,
 * augmentation) is drawn as in the first step, whenever it is asked for: the loss is a function of the weights alone.
 */
public record FullGradientWork() implements ShardWork {
    private static final long DRAWS_OF_STEP = 0;

    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        Job job = workspace.job();
        int most =
                Math.max(1, Math.min(job.memory().trainingRows(), job.sampler().largestBatch(shard)));
        workspace.reserve(job.memory().training(), Math.min(most, rows.rows()));
        sum.addRows(rows.rows());
        for (int from = 0; from < rows.rows(); from += most) {
            int count = Math.min(most, rows.rows() - from);
            int[] selected = workspace.rows(count);
            for (int i = 0; i < count; i++) {
                selected[i] = from + i;
            }
            Batch batch = workspace.gatherForTraining(rows, count, DRAWS_OF_STEP);
            job.model().addGradient(workspace.pass(), weights, batch, sum);
        }
    }

    @Override
    public int gradientLength(Model model) {
        return model.layout().parameters();
    }
}
