package io.kindling.driver.spark.engine;

import io.kindling.driver.spark.fault.JobWatch;
import io.kindling.driver.spark.fault.WatchLimits;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.RoundTimes;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.ShardWork;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.BroadcastBlockId;

/**
 * Runs the shards as Spark tasks: stateless jobs, in which each task takes some neighbouring shards. Executors may come and
 * go; a lost task is run again and gives the same bits. Sums are added up on the driver, or on the executors where that
 * is faster, always along the one fixed tree.
 */
public final class SparkGradientAggregator implements GradientAggregator {
    private final JavaSparkContext spark;
    private final JavaRDD<Shard> shards;
    private final JobWatch watch;
    private final SumPlace place;
    private final Job job;
    private final Broadcast<SharedJob> sharedJob;
    private final TaskSlots taskSlots;
    private ShardGroups groups;
    private List<Integer> summingFor = List.of();
    private Summing summing;
    private long rounds;
    private RoundTimes times = RoundTimes.NONE;

    /**
     * An engine for these shards.
     *
     * @param shards one shard a partition, kept in the executors' memory
     * @param watch over its jobs
     */
    public SparkGradientAggregator(JavaSparkContext spark, JavaRDD<Shard> shards, Job job, JobWatch watch) {
        this(spark, shards, job, watch, SumPlace.usual(spark.isLocal()));
    }

    /** As the other, with the usual limits to waiting. */
    public SparkGradientAggregator(JavaSparkContext spark, JavaRDD<Shard> shards, Job job, String name) {
        this(spark, shards, job, name, SumPlace.usual(spark.isLocal()));
    }

    /** As the other, with the sums added up where it is said. */
    public SparkGradientAggregator(
            JavaSparkContext spark, JavaRDD<Shard> shards, Job job, String name, SumPlace place) {
        this(spark, shards, job, new JobWatch(spark, false, name, WatchLimits.USUAL), place);
    }

    private SparkGradientAggregator(
            JavaSparkContext spark, JavaRDD<Shard> shards, Job job, JobWatch watch, SumPlace place) {
        this.spark = spark;
        this.shards = shards;
        this.watch = watch;
        this.place = place;
        this.job = job;
        this.sharedJob = spark.broadcast(new SharedJob(job));
        this.taskSlots = new TaskSlots(spark.sc());
    }

    @Override
    public GradientSum aggregate(ShardWork work, float[] parameters, String description) {
        int returned = work.gradientLength(job.model());
        return watch.run(
                description,
                () -> new MemoryNeed(job, parameters.length, returned, tasksOfAnExecutor()).told(),
                () -> sum(work, returned, parameters));
    }

    private GradientSum sum(ShardWork work, int length, float[] parameters) {
        long start = System.nanoTime();
        int slots = taskSlots.count();
        ShardGroups grouped = groups(slots);
        Summing way = summing(grouped.grouping().groups(), length, slots);
        SentParameters sent = send(parameters);
        try {
            long ready = System.nanoTime();
            GroupTask task = new GroupTask(sharedJob, sent, work, grouped.grouping(), spark.isLocal());
            Summing.Summed summed = way.sum(grouped, task);
            times = JobTimes.of(summed, Math.min(slots, grouped.grouping().groups()), ready - start, start);
            return summed.sum();
        } finally {
            if (!spark.sc().isStopped()) { // else it is gone
                sent.destroy();
            }
        }
    }

    private SentParameters send(float[] parameters) {
        return spark.isLocal()
                ? SentParameters.Here.of(new BroadcastBlockId(sharedJob.id(), "parameters" + rounds++), parameters)
                : SentParameters.Broadcasted.of(spark, parameters);
    }

    private int tasksOfAnExecutor() {
        String cores = spark.isLocal() ? "" : spark.getConf().get("spark.executor.cores", "1");
        return cores.isEmpty() ? spark.defaultParallelism() : Integer.parseInt(cores);
    }

    @Override
    public RoundTimes times() {
        return times;
    }

    @Override
    public void close() {
        if (!spark.sc().isStopped()) { // else it is gone
            sharedJob.destroy();
        }
    }

    /** The way of adding up that was taken last, with its memory, unless something asks for another. */
    private Summing summing(int groupCount, int length, int slots) {
        List<Integer> wanted = List.of(groupCount, length, slots);
        if (!wanted.equals(summingFor)) {
            summing = place.summing(groupCount, length, slots);
            summingFor = wanted;
        }
        return summing;
    }

    /** The shards in groups as the slots of this moment want them: with an executor more, or one less, they are others. */
    private ShardGroups groups(int slots) {
        Grouping wanted = Grouping.over(shards.getNumPartitions(), slots);
        if (groups == null || !groups.grouping().equals(wanted)) {
            groups = new ShardGroups(shards.rdd(), wanted, sharedJob);
        }
        return groups;
    }
}
