package io.kindling.driver.spark.fault;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs what waits for Spark's jobs, so that no wait is without a limit and every failure has one message. A daemon thread
 * looks after what lasts longer than a second; it ends by itself when there has been nothing to look after for a while.
 */
public final class JobWatch {
    private static final long PAUSE_MILLIS = 1000;
    private static final long IDLE_SECONDS = 10;

    private final JavaSparkContext spark;
    private final boolean owned;
    private final String name;
    private final WatchLimits limits;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * A watch over a session.
     *
     * @param owned whether nobody else has jobs in it: then all are cancelled where one is
     * @param name in front of what Spark shows of a job
     */
    public JobWatch(JavaSparkContext spark, boolean owned, String name, WatchLimits limits) {
        this(spark, owned, name, limits, timer());
    }

    private JobWatch(
            JavaSparkContext spark, boolean owned, String name, WatchLimits limits, ScheduledThreadPoolExecutor timer) {
        this.spark = spark;
        this.owned = owned;
        this.name = name;
        this.limits = limits;
        this.timer = timer;
    }

    /** The same watch for a run of its own name and limits. */
    public JobWatch over(String run, WatchLimits ofRun) {
        return new JobWatch(spark, owned, run, ofRun, timer);
    }

    /** As the other, where there is no plan of the memory. */
    public <T> T run(String what, Supplier<T> jobs) {
        return run(what, () -> "", jobs);
    }

    /**
     * Runs something that runs Spark jobs.
     *
     * @param what it is: "step 12 of 400"
     * @param need what an executor needs for it, asked for where one had too little memory
     * @throws io.kindling.driver.ClusterException if a job failed, or was waited for longer than the limits allow
     * @throws io.kindling.driver.UserException if that is what a job failed of
     */
    @SuppressWarnings("try")
    public <T> T run(String what, Supplier<String> need, Supplier<T> jobs) {
        Wait wait = new Wait(spark, owned, what, limits);
        Future<?> looking = timer.scheduleWithFixedDelay(wait::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            wait.begin("kindling " + name + ": " + what);
            return jobs.get();
        } catch (Exception e) {
            wait.leftBy(e);
            throw new JobFailures(spark, what, need, wait.givenUp()).explain(e);
        } finally {
            looking.cancel(false);
            wait.end();
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "kindling-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
