package io.kindling.kernels.work;

import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;

/**
 * Loss and metrics over all rows of a shard, with dropout and the like switched off.
 *
 * @param metrics what is counted beside the loss
 */
public record EvaluationWork(Metrics metrics) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        Loss loss = workspace.job().model().loss();
        ForwardRows.run(workspace, rows, weights, (batch, output) -> {
            loss.evaluate(workspace.pass(), output, batch.targets(), batch.weights(), null, sum);
            metrics.add(output, batch.targets(), batch.weights(), sum.tally());
        });
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
