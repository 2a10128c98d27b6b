package io.kindling.driver.bench;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.ShardWork;
import io.kindling.kernels.work.Workspace;

/** A gradient of zeros. */
record NoWork(int length) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] parameters, GradientSum sum) {}

    @Override
    public int gradientLength(Model model) {
        return length;
    }
}
