package io.kindling.driver.bench;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.ShardWork;
import io.kindling.kernels.work.Workspace;

/** Stands for a computation that takes so long on every shard, whatever else the machine does. */
record Pause(int length, int millis) implements ShardWork {
    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] parameters, GradientSum sum) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int gradientLength(Model model) {
        return length;
    }
}
