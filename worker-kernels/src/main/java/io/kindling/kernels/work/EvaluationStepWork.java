package io.kindling.kernels.work;

import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;

/**
 * Loss and metrics over the rows of one step, with dropout and the like switched off: an {@link EvaluationWork} in small.
 *
 * @param metrics what is counted beside the loss
 * @param step counted from 0
 */
public record EvaluationStepWork(Metrics metrics, long step) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        int most = workspace.job().memory().predictionRows();
        StepRows.forEach(
                workspace,
                shard,
                step,
                most,
                sum,
                count -> EvaluationWork.add(workspace, workspace.gather(rows, count), weights, metrics, sum));
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
