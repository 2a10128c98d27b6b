package io.kindling.kernels.work;

import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;

/**
 * Loss and metrics over all rows of a shard, with dropout and the like switched off.
 *
 * @param metrics what is counted beside the loss
 */
public record EvaluationWork(Metrics metrics) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        ForwardRows.run(workspace, rows, weights, (batch, output) -> add(workspace, batch, output, metrics, sum));
    }

    /** <em>Adds</em> loss and metrics of a batch that has not gone forward yet. */
    static void add(Workspace workspace, Batch batch, float[] weights, Metrics metrics, GradientSum sum) {
        workspace.pass().begin(false, 0, batch.keys()).forwardOnly();
        add(workspace, batch, workspace.job().model().forward(workspace.pass(), weights, batch), metrics, sum);
    }

    private static void add(Workspace workspace, Batch batch, Matrix output, Metrics metrics, GradientSum sum) {
        Loss loss = workspace.job().model().loss();
        loss.evaluate(workspace.pass(), output, batch.targets(), batch.weights(), null, sum);
        metrics.add(output, batch.targets(), batch.weights(), sum.tally());
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
