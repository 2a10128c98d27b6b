package io.kindling.driver.spark.fault;

import io.kindling.driver.Interruption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One wait for Spark's jobs. Looked after from time to time: cancelled where it lasts too long. */
final class Wait {
    private static final Logger LOG = LoggerFactory.getLogger(Wait.class);
    /** What Spark has cancelled is left at once, unless the thread hangs somewhere else. */
    private static final Duration UNTIL_INTERRUPTED = Duration.ofSeconds(30);

    private final JavaSparkContext spark;
    private final boolean owned;
    private final String what;
    private final WatchLimits limits;
    private final String group = "kindling-" + UUID.randomUUID();
    private final Thread waiting = Thread.currentThread();

    private long executorsSeen = System.nanoTime();
    private long progressed = System.nanoTime();
    private long progress;
    private boolean told;
    private boolean ended;
    private long gaveUp;
    private Optional<String> reason = Optional.empty();

    Wait(JavaSparkContext spark, boolean owned, String what, WatchLimits limits) {
        this.spark = spark;
        this.owned = owned;
        this.what = what;
        this.limits = limits;
    }

    /** Marks the jobs of this thread as those that are waited for. */
    void begin(String description) {
        spark.setJobGroup(group, description, true);
    }

    /** A thread that was interrupted leaves, but its jobs would go on. */
    void leftBy(Exception failure) {
        if ((waiting.isInterrupted() || Interruption.isCauseOf(failure))
                && !spark.sc().isStopped()) {
            spark.cancelJobGroup(group);
        }
    }

    /** Nothing is cancelled or interrupted from now on. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        if (!spark.sc().isStopped()) {
            spark.clearJobGroup();
        }
        if (reason.isPresent()) {
            // It may have been set after the thread had left what was interrupted.
            Thread.interrupted();
        }
    }

    /** Why the wait was given up, if it was. */
    synchronized Optional<String> givenUp() {
        return reason;
    }

    /** Looks how it goes. */
    synchronized void look() {
        if (ended || spark.sc().isStopped()) {
            return;
        }
        try {
            if (reason.isPresent()) {
                insist();
            } else {
                lookForExecutors();
                lookForProgress();
            }
        } catch (RuntimeException e) {
            LOG.debug("The watch cannot look at {}", what, e);
        }
    }

    private void lookForExecutors() {
        if (spark.isLocal() || new RegisteredExecutors(spark).count() > 0) {
            executorsSeen = System.nanoTime();
        } else if (isOver(executorsSeen, limits.executors())) {
            giveUp("There has been no executor for " + limits.executors().toSeconds() + " s (spark.executor_timeout)"
                    + " during " + what + ". Look at what " + spark.master()
                    + " says of this application and its executors; start workers, or wait longer.");
        }
    }

    private void lookForProgress() {
        long now = tasksDone();
        if (now != progress) {
            progress = now;
            progressed = System.nanoTime();
            told = false;
        } else if (isOver(progressed, limits.step())) {
            giveUp("No task has come to an end for " + limits.step().toSeconds() + " s (spark.step_timeout) during "
                    + what + "; " + tasks() + ". Look at what these executors do (their logs, jstack), give them less"
                    + " to do at a time (more spark.shards, a lower training.batch_size), or wait longer.");
        } else if (!told && isOver(progressed, limits.told())) {
            told = true;
            LOG.info(
                    "No task has come to an end for {} s during {}; {}.",
                    limits.told().toSeconds(),
                    what,
                    tasks());
        }
    }

    /** Changes with each job that begins and each task that comes to an end, also of jobs that are over when it looks. */
    private long tasksDone() {
        SparkStatusTracker tracker = spark.sc().statusTracker();
        // Spark SQL runs some jobs from threads of its own, in other groups.
        IntStream others = owned ? IntStream.of(tracker.getActiveJobIds()) : IntStream.empty();
        int[] jobs = IntStream.concat(IntStream.of(tracker.getJobIdsForGroup(group)), others)
                .distinct()
                .sorted()
                .toArray();
        return Arrays.stream(jobs)
                .mapToObj(tracker::getJobInfo)
                .filter(job -> job.isDefined())
                .flatMapToInt(job -> IntStream.of(job.get().stageIds()))
                .mapToObj(tracker::getStageInfo)
                .filter(stage -> stage.isDefined())
                .mapToLong(
                        stage -> stage.get().numCompletedTasks() + stage.get().numFailedTasks())
                .reduce(Arrays.hashCode(jobs), (sum, tasks) -> 31 * sum + tasks);
    }

    private String tasks() {
        String running = new RegisteredExecutors(spark).tasks();
        if (!running.isEmpty()) {
            return "tasks run: " + running;
        }
        boolean nobody = !spark.isLocal() && new RegisteredExecutors(spark).count() == 0;
        return nobody ? "there is no executor" : "no task runs";
    }

    private void giveUp(String why) {
        if (reason.isEmpty()) {
            reason = Optional.of(why);
            gaveUp = System.nanoTime();
            insist();
        }
    }

    private void insist() {
        if (owned) {
            spark.cancelAllJobs();
        } else {
            spark.cancelJobGroup(group);
        }
        if (isOver(gaveUp, UNTIL_INTERRUPTED)) {
            waiting.interrupt();
        }
    }

    private static boolean isOver(long since, Duration limit) {
        return System.nanoTime() - since > limit.toNanos();
    }
}
