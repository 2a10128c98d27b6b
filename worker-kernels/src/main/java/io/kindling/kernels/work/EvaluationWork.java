package io.kindling.kernels.work;

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
        int most = workspace.job().memory().predictionRows();
        workspace.reserve(workspace.job().memory().prediction(), Math.min(most, rows.rows()));
        for (int from = 0; from < rows.rows(); from += most) {
            int count = Math.min(most, rows.rows() - from);
            int[] selected = workspace.rows(count);
            for (int i = 0; i < count; i++) {
                selected[i] = from + i;
            }
            add(workspace, workspace.gather(rows, count), weights, metrics, sum);
        }
    }

    /** <em>Adds</em> loss and metrics of a batch. */
    static void add(Workspace workspace, Batch batch, float[] weights, Metrics metrics, GradientSum sum) {
        Model model = workspace.job().model();
        workspace.pass().begin(false, 0, batch.keys()).forwardOnly();
        Matrix output = model.forward(workspace.pass(), weights, batch);
        model.loss().evaluate(workspace.pass(), output, batch.targets(), batch.weights(), null, sum);
        metrics.add(output, batch.targets(), batch.weights(), sum.tally());
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
