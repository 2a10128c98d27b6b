package io.kindling.driver.spark.engine;

import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.PairwiseTree;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.ShardWork;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.immutable.Range;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Runs the shards as Spark tasks: one stateless job a round, one task a shard. Executors may come and go; a lost task is
 * run again and gives the same bits. Results are added up on the driver as they arrive, each where the fixed tree has it.
 */
public final class SparkGradientAggregator implements GradientAggregator {
    private static final ClassTag<GradientSum> SUM = ClassTag$.MODULE$.apply(GradientSum.class);

    private final JavaSparkContext spark;
    private final JavaRDD<Shard> shards;
    private final String name;
    private final String group = "kindling-" + UUID.randomUUID();
    private final Broadcast<SharedJob> job;

    /**
     * An engine for these shards.
     *
     * @param shards one shard a partition, kept in the executors' memory
     * @param name of the run, shown in the Spark UI
     */
    public SparkGradientAggregator(JavaSparkContext spark, JavaRDD<Shard> shards, Job job, String name) {
        this.spark = spark;
        this.shards = shards;
        this.name = name;
        this.job = spark.broadcast(new SharedJob(job));
    }

    @Override
    public GradientSum aggregate(ShardWork work, float[] parameters, String description) {
        Broadcast<FloatArray> sent = spark.broadcast(new FloatArray(parameters));
        try {
            spark.setJobGroup(group, "kindling " + name + ": " + description, true);
            int partitions = shards.getNumPartitions();
            PairwiseTree<GradientSum> tree = new PairwiseTree<>(partitions, GradientSum::merge);
            spark.sc()
                    .runJob(
                            shards.rdd(),
                            new ShardTask(job, sent, work),
                            new Range.Exclusive(0, partitions, 1),
                            new Arrival(tree),
                            SUM);
            return tree.result();
        } finally {
            sent.destroy();
            spark.clearJobGroup();
        }
    }

    @Override
    public void close() {
        job.destroy();
    }

    /** Called with each task's result as it arrives, one at a time. */
    private static final class Arrival extends AbstractFunction2<Object, GradientSum, BoxedUnit> {
        private final PairwiseTree<GradientSum> tree;

        Arrival(PairwiseTree<GradientSum> tree) {
            this.tree = tree;
        }

        @Override
        public BoxedUnit apply(Object partition, GradientSum sum) {
            tree.offer((Integer) partition, sum);
            return BoxedUnit.UNIT;
        }
    }
}
