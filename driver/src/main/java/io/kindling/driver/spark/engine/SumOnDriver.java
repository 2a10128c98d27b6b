package io.kindling.driver.spark.engine;

import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.PairwiseTree;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.collection.immutable.Range;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Each group's task sends its sum to the driver, which merges them as they arrive, each where the fixed tree has it. */
final class SumOnDriver implements Summing {
    private static final ClassTag<GroupSum> GROUP_SUM = ClassTag$.MODULE$.apply(GroupSum.class);

    private GradientSum lent;

    @Override
    public Summed sum(ShardGroups groups, GroupTask task) {
        if (lent != null) {
            task.giveBack(lent);
            lent = null;
        }
        int count = groups.grouping().groups();
        Arrival arrival = new Arrival(count, task);
        groups.sparkContext().runJob(groups, new SendSum(task), new Range.Exclusive(0, count, 1), arrival, GROUP_SUM);
        lent = arrival.tree.result();
        return new Summed(lent, arrival.tasks, arrival.nanos);
    }

    /** The task's function. */
    private static final class SendSum extends AbstractFunction2<TaskContext, Iterator<Shard>, GroupSum>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final GroupTask task;

        SendSum(GroupTask task) {
            this.task = task;
        }

        @Override
        public GroupSum apply(TaskContext context, Iterator<Shard> shards) {
            return task.run(context.partitionId(), shards);
        }
    }

    /** Called with each task's result as it arrives, one at a time. */
    private static final class Arrival extends AbstractFunction2<Object, GroupSum, BoxedUnit> {
        private final PairwiseTree<GradientSum> tree;
        private final List<TaskTimes> tasks = new ArrayList<>();
        private long nanos;

        Arrival(int groups, GroupTask task) {
            this.tree = new PairwiseTree<>(groups, task::merge);
        }

        @Override
        public BoxedUnit apply(Object group, GroupSum result) {
            long start = System.nanoTime();
            tree.offer((Integer) group, result.sum());
            tasks.add(result.times());
            nanos += System.nanoTime() - start + result.readNanos();
            return BoxedUnit.UNIT;
        }
    }
}
