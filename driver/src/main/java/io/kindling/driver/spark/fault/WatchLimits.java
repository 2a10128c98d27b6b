package io.kindling.driver.spark.fault;

import io.kindling.driver.config.SparkConfig;
import java.time.Duration;

/**
 * How long to wait for a cluster.
 *
 * @param executors without any executor
 * @param step without an end of any task
 * @param told without an end of any task, until a line says so
 */
public record WatchLimits(Duration executors, Duration step, Duration told) {
    private static final Duration TOLD = Duration.ofMinutes(1);

    /** Those of a configuration that says nothing of them. */
    public static final WatchLimits USUAL = new WatchLimits(Duration.ofMinutes(5), Duration.ofHours(1), TOLD);

    /** As configured. */
    public static WatchLimits of(SparkConfig config) {
        return new WatchLimits(
                Duration.ofSeconds(config.executorTimeout()), Duration.ofSeconds(config.stepTimeout()), TOLD);
    }
}
