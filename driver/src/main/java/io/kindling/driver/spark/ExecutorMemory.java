package io.kindling.driver.spark;

import org.apache.spark.api.java.JavaSparkContext;

/**
 * The heap of an executor.
 *
 * @param bytes how large it is
 * @param setting what made it so: {@code spark.executor.memory}, or the JVM's own where executors are its threads
 * @param executors among whom the shards are spread
 * @param tasks that run at a time in it
 */
public record ExecutorMemory(long bytes, String setting, int executors, int tasks) {
    private static final String SETTING = "spark.executor.memory";

    /** That of a cluster's executors, by its settings. On a local master they count only where they are given. */
    static ExecutorMemory of(JavaSparkContext spark, int executors, int slots) {
        int tasks = Math.max(1, (slots + executors - 1) / executors);
        if (spark.isLocal() && !spark.getConf().contains(SETTING)) {
            return new ExecutorMemory(Runtime.getRuntime().maxMemory(), "this JVM's heap (-Xmx)", executors, tasks);
        }
        return new ExecutorMemory(spark.getConf().getSizeAsMb(SETTING, "1g") << 20, SETTING, executors, tasks);
    }
}
