package io.kindling.driver.spark.engine;

import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How many tasks run at a time on the executors of this moment. Spark's own default parallelism says two where there is but
 * one core, and whatever {@code spark.default.parallelism} says. Not thread-safe.
 */
public final class TaskSlots {
    /** What default parallelism cannot be told from less. */
    private static final int UNCERTAIN = 2;

    private final SparkContext context;
    private final boolean given;
    private int seenFor = -1;
    private int seen;

    public TaskSlots(SparkContext context) {
        this.context = context;
        this.given = context.conf().contains("spark.default.parallelism");
    }

    /** At least one, whether or not there are executors yet. Cheap, as long as nothing changes. */
    public int count() {
        int parallelism = context.defaultParallelism();
        if (parallelism != seenFor || parallelism <= UNCERTAIN || given) {
            seenFor = parallelism;
            seen = counted(parallelism);
        }
        return seen;
    }

    private int counted(int parallelism) {
        int cores = CollectionConverters.asJava(context.statusStore().executorList(true)).stream()
                .filter(executor -> context.isLocal() || !executor.id().equals("driver"))
                .mapToInt(ExecutorSummary::totalCores)
                .sum();
        int each = Math.max(1, context.conf().getInt("spark.task.cpus", 1));
        return Math.max(1, (cores == 0 ? parallelism : cores) / each);
    }
}
