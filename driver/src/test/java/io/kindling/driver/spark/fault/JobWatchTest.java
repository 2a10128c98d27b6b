package io.kindling.driver.spark.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.ClusterException;
import io.kindling.driver.UserException;
import io.kindling.driver.spark.SparkExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class JobWatchTest {
    private static final WatchLimits SHORT =
            new WatchLimits(Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(1));

    @Test
    void aJobThatMakesNoProgressIsCancelledAndNoOther(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JobWatch watch = new JobWatch(spark, false, "test", SHORT);
        CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> sleeping(spark, 6000));
        assertThatThrownBy(() -> watch.run("a long nap", () -> sleeping(spark, 60_000)))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("No task has come to an end for 2 s (spark.step_timeout) during a long nap; ");
        assertThat(other.join()).isEqualTo(1);
        assertThat(watch.<Long>run("a short nap", () -> sleeping(spark, 1))).isEqualTo(1);
    }

    @Test
    void aJobThatGoesOnMayLastLongerThanAnyOfItsTasks(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JobWatch watch = new JobWatch(spark, false, "test", SHORT);
        long count = watch.run(
                "many naps",
                () -> spark.parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8), 8)
                        .filter(nap -> nap(1200))
                        .count());
        assertThat(count).isEqualTo(8);
    }

    @Test
    @Tag("slow")
    void whatHangsOutsideOfSparkIsInterrupted(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JobWatch watch = new JobWatch(spark, false, "test", SHORT);
        assertThatThrownBy(() -> watch.run("a wait for nothing", () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return 1;
                }))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("during a wait for nothing; no task runs");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aThreadThatIsInterruptedLeavesNoJobBehind(SparkSession session) throws Exception {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JobWatch watch = new JobWatch(spark, false, "test", WatchLimits.USUAL);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                watch.run("a long nap", () -> sleeping(spark, 60_000));
                thrown.complete(null);
            } catch (RuntimeException e) {
                thrown.complete(e);
            }
        });
        waiting.start();
        await(() -> spark.statusTracker().getActiveJobIds().length == 1);
        waiting.interrupt();
        assertThat(thrown.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(InterruptedException.class);
        await(() -> spark.statusTracker().getActiveJobIds().length == 0);
    }

    private static void await(BooleanSupplier met) throws InterruptedException {
        long begun = System.nanoTime();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).isLessThan(20_000_000_000L);
            Thread.sleep(20);
        }
    }

    @Test
    void theUsersMistakesAndOurOwnStayWhatTheyAre(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JobWatch watch = new JobWatch(spark, false, "test", SHORT);
        UserException mistake = new UserException("no such file");
        IllegalArgumentException ours = new IllegalArgumentException("ours");
        assertThatThrownBy(() -> watch.run("it", () -> {
                    throw mistake;
                }))
                .isSameAs(mistake);
        assertThatThrownBy(() -> watch.run("it", () -> {
                    throw ours;
                }))
                .isSameAs(ours);
    }

    @Test
    void anExecutorThatWasKilledFromOutsideIsToldByItsExitCode(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JobWatch watch = new JobWatch(spark, false, "test", SHORT);
        for (String code : List.of("52", "137", "143")) {
            assertThatThrownBy(() -> watch.run("step 3 of 9", () -> "It needs 7 MB.", () -> thrown(code)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContainingAll(
                            " ran out of memory during step 3 of 9 (", "exit code " + code, "It needs 7 MB. Raise ")
                    .hasRootCauseInstanceOf(SparkException.class);
        }
        assertThatThrownBy(() -> watch.run("step 3 of 9", () -> thrown("1")))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith(
                        "Executors were lost again and again during step 3 of 9, the last one: (executor 3"
                                + " exited");
    }

    /** As a standalone cluster and YARN say it. */
    private static int thrown(String code) {
        throw JobWatchTest.<RuntimeException>unchecked(new SparkException(
                "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure: Lost task 0.3"
                        + " in stage 1.0 (TID 7) (10.0.0.7 executor 3): ExecutorLostFailure (executor 3 exited caused by"
                        + " one of the running tasks) Reason: Command exited with code " + code
                        + "\nDriver stacktrace:"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Exception> T unchecked(Exception failure) throws T {
        throw (T) failure;
    }

    private static long sleeping(JavaSparkContext spark, long millis) {
        return spark.parallelize(List.of(1), 1).filter(nap -> nap(millis)).count();
    }

    private static boolean nap(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return true;
    }
}
