package io.kindling.driver.spark.engine;

import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.PairwiseTree;
import io.kindling.kernels.work.ShardWork;
import io.kindling.kernels.work.Workspace;
import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;

/** What runs on an executor: one work on each shard of a group, added up along the group's part of the fixed tree. */
final class GroupTask implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<SharedJob> job;
    private final Broadcast<FloatArray> parameters;
    private final ShardWork work;
    private final int shards;
    private final int size;

    GroupTask(Broadcast<SharedJob> job, Broadcast<FloatArray> parameters, ShardWork work, Grouping grouping) {
        this.job = job;
        this.parameters = parameters;
        this.work = work;
        this.shards = grouping.shards();
        this.size = grouping.size();
    }

    GroupSum run(int group, Iterator<Shard> members) {
        long begun = System.nanoTime();
        float[] values = parameters.value().values();
        SharedJob shared = job.value();
        long fetched = System.nanoTime();
        Grouping grouping = new Grouping(shards, size);
        int count = grouping.count(group);
        Workspace workspace = shared.borrow();
        int length = work.gradientLength(workspace.job().model());
        PairwiseTree<GradientSum> tree = new PairwiseTree<>(count, shared::merge);
        for (int i = 0; i < count; i++) {
            GradientSum sum = shared.sum(length);
            work.run(workspace, grouping.first(group) + i, members.next(), values, sum);
            tree.offer(i, sum);
        }
        shared.giveBack(workspace);
        long computed = System.nanoTime();
        return new GroupSum(
                tree.result(), new TaskTimes(SparkEnv.get().executorId(), begun, fetched, computed, computed));
    }
}
