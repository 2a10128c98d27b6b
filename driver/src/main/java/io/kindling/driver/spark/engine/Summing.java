package io.kindling.driver.spark.engine;

import io.kindling.kernels.sum.GradientSum;
import java.util.List;

/** One way of adding up what the groups give. Every way follows the one fixed tree; they differ in where its nodes are computed. */
interface Summing {
    /** Runs the task on each group and adds up the results. The sum is the caller's until the next call. */
    Summed sum(ShardGroups groups, GroupTask task);

    /**
     * A sum and what it took.
     *
     * @param tasks what each group's task measured
     * @param aggregationNanos spent on adding up, behind the tasks
     */
    record Summed(GradientSum sum, List<TaskTimes> tasks, long aggregationNanos) {}
}
