package io.kindling.driver.spark;

import io.kindling.driver.UserException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a cluster to give executors. Spark itself would wait for ever, and would count the task slots of those that came
 * first.
 */
final class ExecutorArrival {
    /** The longest wait for the first one, in Spark's way to write times. */
    static final String LIMIT = "spark.kindling.executorWait";

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorArrival.class);
    private static final long SETTLED_MILLIS = 1000;
    private static final long MOST_SETTLING_MILLIS = 10_000;
    private static final long TOLD_AFTER_MILLIS = 5000;
    private static final long PAUSE_MILLIS = 50;

    private ExecutorArrival() {}

    /**
     * Returns when there is an executor, and for a second no further one has come.
     *
     * @throws UserException if none comes within the limit
     */
    static void await(JavaSparkContext spark) {
        if (spark.isLocal()) {
            return;
        }
        SparkConf conf = spark.getConf();
        long limit = conf.getTimeAsMs(LIMIT, "120s");
        long start = System.nanoTime();
        boolean told = false;
        while (executors(spark) == 0) {
            if (millisSince(start) > limit) {
                throw new UserException(nobodyCame(spark, conf, limit));
            }
            if (!told && millisSince(start) > TOLD_AFTER_MILLIS) {
                LOG.info("Waiting for {} to give an executor, for {} s at most", spark.master(), limit / 1000);
                told = true;
            }
            pause();
        }
        if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
            settle(spark);
        }
    }

    private static void settle(JavaSparkContext spark) {
        long start = System.nanoTime();
        long changed = start;
        int before = executors(spark);
        while (millisSince(changed) < SETTLED_MILLIS && millisSince(start) < MOST_SETTLING_MILLIS) {
            pause();
            int now = executors(spark);
            if (now != before) {
                before = now;
                changed = System.nanoTime();
            }
        }
    }

    /** How many are there; the driver stands in Spark's list, too. */
    private static int executors(JavaSparkContext spark) {
        return spark.sc().statusTracker().getExecutorInfos().length - 1;
    }

    private static String nobodyCame(JavaSparkContext spark, SparkConf conf, long limit) {
        return "No executor has come from " + spark.master() + " within " + limit / 1000
                + " s. One of " + conf.get("spark.executor.memory", "1g") + " and "
                + conf.get("spark.executor.cores", "a worker's free") + " cores was asked for: look at the"
                + " master's page for what its workers have free, lower spark.executor.memory or"
                + " spark.executor.cores, or wait longer by " + LIMIT;
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted while waiting for executors.", e);
        }
    }
}
