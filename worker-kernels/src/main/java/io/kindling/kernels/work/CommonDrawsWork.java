package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;

/**
 * The gradient over a shard's rows of one step as they are, with the same random draws for all of them: dropout leaves out the same
 * units for each row. Drawn row by row and always alike, what is left out would tell the rows apart, and a network could learn
 * them by heart without a look at their features.
 *
 * @param step counted from 0 over all epochs
 */
public record CommonDrawsWork(long step) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        Job job = workspace.job();
        int most = job.memory().trainingRows();
        long[] common = new long[job.sampler().largestBatch(shard)];
        StepRows.forEach(workspace, shard, step, most, sum, count -> {
            Batch batch = workspace.gather(rows, count);
            workspace.pass().begin(true, Draws.key(job.sampler().seed(), step), common);
            job.model().addGradient(workspace.pass(), weights, batch, sum);
        });
    }

    @Override
    public int gradientLength(Model model) {
        return model.layout().parameters();
    }
}
