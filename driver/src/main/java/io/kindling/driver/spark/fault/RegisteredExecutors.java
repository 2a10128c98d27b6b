package io.kindling.driver.spark.fault;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The executors that a driver has at this moment.
 *
 * @param spark not of a local master
 */
public record RegisteredExecutors(JavaSparkContext spark) {
    /** How many there are; the driver stands in Spark's list, too. */
    public int count() {
        return spark.sc().statusTracker().getExecutorInfos().length - 1;
    }

    /** Where tasks run: {@code 2 on 10.0.0.7:41235, 1 on 10.0.0.8:40011}; empty if none does. */
    String tasks() {
        return Arrays.stream(spark.sc().statusTracker().getExecutorInfos())
                .filter(executor -> executor.numRunningTasks() > 0)
                .map(RegisteredExecutors::tasks)
                .collect(Collectors.joining(", "));
    }

    private static String tasks(SparkExecutorInfo executor) {
        return executor.numRunningTasks() + " on " + executor.host() + ":" + executor.port();
    }
}
