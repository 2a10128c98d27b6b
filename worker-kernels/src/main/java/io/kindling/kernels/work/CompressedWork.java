package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.Compression;
import io.kindling.kernels.sum.GradientSum;

/**
 * A work whose gradient is compressed before it leaves the shard, and before it is added to any other.
 *
 * @param work what gives the gradient, whose first numbers are those of the model's parameters
 * @param compression what is done with it
 * @param round counted from 0; a residual of the round before is added where the compression keeps one
 */
public record CompressedWork(ShardWork work, Compression compression, long round) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        work.run(workspace, shard, rows, weights, sum);
        int parameters = workspace.job().model().layout().parameters();
        if (!compression.keepsResiduals()) {
            sum.compress(compression, parameters, null);
            return;
        }
        ShardMemory memory = workspace.job().shardMemory();
        float[] residual = memory.take(float[].class, shard, round).orElseGet(() -> new float[parameters]);
        sum.compress(compression, parameters, residual);
        memory.leave(float[].class, shard, round, residual);
    }

    @Override
    public int gradientLength(Model model) {
        return work.gradientLength(model);
    }
}
