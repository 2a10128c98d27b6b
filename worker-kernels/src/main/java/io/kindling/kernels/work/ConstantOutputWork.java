package io.kindling.kernels.work;

import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;

/**
 * The loss over a step's rows if the network gave the same output for all of them, whatever they hold. The weights of this
 * work are that output: one vector along the output's last axis, repeated where a row has several.
 *
 * @param step counted from 0 over all epochs
 */
public record ConstantOutputWork(long step) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        Shape output = workspace.job().model().output();
        Loss loss = workspace.job().model().loss();
        int most = workspace.job().memory().predictionRows();
        StepRows.forEach(workspace, shard, step, most, sum, count -> {
            Batch batch = workspace.gather(rows, count);
            workspace.pass().begin(false, 0, batch.keys()).forwardOnly();
            Matrix same = workspace.pass().scratch().matrix(batch.rows(), output);
            for (int at = 0; at < same.size(); at += weights.length) {
                System.arraycopy(weights, 0, same.array(), same.offset() + at, weights.length);
            }
            loss.evaluate(workspace.pass(), same, batch.targets(), batch.weights(), null, sum);
        });
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
