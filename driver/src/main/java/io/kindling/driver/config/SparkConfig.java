package io.kindling.driver.config;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Map;

/**
 * How rows are spread, and Spark's own settings.
 *
 * @param shards parts of the data; each is one task a step
 * @param storage where executors keep the shards
 * @param conf Spark settings by their own names
 * @param requireExact whether executors that compute other bits than the driver stop the run before it trains
 * @param executorTimeout seconds without any executor after which the run ends
 * @param stepTimeout seconds in which no task comes to an end after which the run ends
 */
public record SparkConfig(
        @Default("auto") @Help("Parts of the data, each one task a step; auto: as many as there are task slots")
        ShardCount shards,

        @Default("auto")
        @Help("Where executors keep the shards: memory, disk (mapped files in spark.local.dir),"
                + " auto is memory as long as there is room and disk else")
        ShardStorage storage,

        @Help("Spark settings by their own names: {spark.executor.memory: 4g}")
        Map<String, String> conf,

        @Default("false")
        @Help(
                "Refuse to train where not all executors compute the same bits as the driver; by default that is only said")
        boolean requireExact,

        @Default("300")
        @Range("[1, inf)")
        @Help("Seconds to wait while there is no executor, at the start and later; then the run ends with a message")
        int executorTimeout,

        @Default("3600")
        @Range("[1, inf)")
        @Help("Seconds to wait while no task of a step comes to an end; then the run ends with a message")
        int stepTimeout) {
    SparkConfig withShards(int count) {
        return new SparkConfig(ShardCount.of(count), storage, conf, requireExact, executorTimeout, stepTimeout);
    }
}
