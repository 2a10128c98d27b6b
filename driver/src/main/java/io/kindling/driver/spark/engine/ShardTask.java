package io.kindling.driver.spark.engine;

import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.ShardWork;
import io.kindling.kernels.work.Workspace;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** What runs on an executor: one work on one shard. */
final class ShardTask extends AbstractFunction2<TaskContext, Iterator<Shard>, GradientSum> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<SharedJob> job;
    private final Broadcast<FloatArray> parameters;
    private final ShardWork work;

    ShardTask(Broadcast<SharedJob> job, Broadcast<FloatArray> parameters, ShardWork work) {
        this.job = job;
        this.parameters = parameters;
        this.work = work;
    }

    @Override
    public GradientSum apply(TaskContext context, Iterator<Shard> partition) {
        float[] values = parameters.value().values();
        SharedJob shared = job.value();
        Workspace workspace = shared.borrow();
        GradientSum sum = new GradientSum(work.gradientLength(workspace.job().model()));
        work.run(workspace, context.partitionId(), partition.next(), values, sum);
        shared.giveBack(workspace);
        return sum;
    }
}
