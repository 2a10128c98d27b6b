package io.kindling.driver.spark;

import io.kindling.driver.ClusterException;
import io.kindling.driver.UserException;
import io.kindling.driver.spark.fault.RegisteredExecutors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a cluster to give executors. Spark itself would wait for ever, and would count the task slots of those that came
 * first.
 */
final class ExecutorArrival {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorArrival.class);
    private static final long SETTLED_MILLIS = 1000;
    private static final long MOST_SETTLING_MILLIS = 10_000;
    private static final long TOLD_AFTER_MILLIS = 5000;
    private static final long PAUSE_MILLIS = 50;

    private ExecutorArrival() {}

    /**
     * Returns when there is an executor, and for a second no further one has come.
     *
     * @param seconds the longest wait for the first one
     * @throws UserException if none comes within the limit
     * @throws ClusterException if the cluster ends the application meanwhile
     */
    static void await(JavaSparkContext spark, long seconds) {
        if (spark.isLocal()) {
            return;
        }
        SparkConf conf = spark.getConf();
        RegisteredExecutors executors = new RegisteredExecutors(spark);
        long start = System.nanoTime();
        boolean told = false;
        while (executors.count() == 0) {
            if (spark.sc().isStopped()) {
                throw new ClusterException(
                        spark.master() + " has ended this application before it had an executor. If executors cannot"
                                + " start, their logs say why; so does the master's page.",
                        null);
            }
            if (millisSince(start) > 1000 * seconds) {
                throw new UserException(nobodyCame(spark, conf, seconds));
            }
            if (!told && millisSince(start) > TOLD_AFTER_MILLIS) {
                LOG.info("Waiting for {} to give an executor, for {} s at most", spark.master(), seconds);
                told = true;
            }
            pause();
        }
        if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
            settle(executors);
        }
    }

    private static void settle(RegisteredExecutors executors) {
        long start = System.nanoTime();
        long changed = start;
        int before = executors.count();
        while (millisSince(changed) < SETTLED_MILLIS && millisSince(start) < MOST_SETTLING_MILLIS) {
            pause();
            int now = executors.count();
            if (now != before) {
                before = now;
                changed = System.nanoTime();
            }
        }
    }

    private static String nobodyCame(JavaSparkContext spark, SparkConf conf, long seconds) {
        return "No executor has come from " + spark.master() + " within " + seconds
                + " s. One of " + conf.get("spark.executor.memory", "1g") + " and "
                + conf.get("spark.executor.cores", "a worker's free") + " cores was asked for: look at the"
                + " master's page for what its workers have free, lower spark.executor.memory or"
                + " spark.executor.cores, or wait longer by spark.executor_timeout";
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
