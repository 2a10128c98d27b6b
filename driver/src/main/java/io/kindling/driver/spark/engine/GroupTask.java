package io.kindling.driver.spark.engine;

import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.PairwiseTree;
import io.kindling.kernels.work.ShardWork;
import io.kindling.kernels.work.Workspace;
import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.BroadcastBlockId;
import scala.collection.Iterator;

/**
 * What a round is for a group of shards: on an executor, one work on each of them, added up along their part of the fixed
 * tree.
 */
final class GroupTask implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<SharedJob> job;
    private final SentParameters parameters;
    private final ShardWork work;
    private final int shards;
    private final int size;
    private final boolean local;

    /**
     * A round's task.
     *
     * @param local whether it runs in the driver's own JVM
     */
    GroupTask(Broadcast<SharedJob> job, SentParameters parameters, ShardWork work, Grouping grouping, boolean local) {
        this.job = job;
        this.parameters = parameters;
        this.work = work;
        this.shards = grouping.shards();
        this.size = grouping.size();
        this.local = local;
    }

    GroupSum run(int group, Iterator<Shard> members) {
        long begun = System.nanoTime();
        float[] values = parameters.values();
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
        TaskTimes times = new TaskTimes(SparkEnv.get().executorId(), begun, fetched, computed, computed);
        return new GroupSum(tree.result(), times, local ? place() : null);
    }

    /** A place for this attempt's sum alone. */
    private BroadcastBlockId place() {
        return new BroadcastBlockId(job.id(), "sum" + TaskContext.get().taskAttemptId());
    }

    /** <em>Adds</em> the right sum to the left one, on the driver. */
    GradientSum merge(GradientSum left, GradientSum right) {
        return local ? job.value().merge(left, right) : left.merge(right);
    }

    /** The driver no longer needs a sum: in its own JVM tasks may have the buffer again. */
    void giveBack(GradientSum sum) {
        if (local) {
            job.value().giveBack(sum);
        }
    }
}
