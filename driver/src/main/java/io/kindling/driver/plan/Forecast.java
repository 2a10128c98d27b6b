package io.kindling.driver.plan;

import io.kindling.driver.spark.engine.Grouping;
import io.kindling.driver.spark.engine.SumPlace;
import java.util.Optional;

/**
 * What a step would take on another cluster, from what it took on this one; docs/scaling.md derives it. Milliseconds.
 *
 * @param executors how many
 * @param slots task slots of all of them together
 * @param shards of the data
 * @param tasks of a step
 * @param compute of the busiest slot
 * @param waiting for the slowest
 * @param sending parameters and sums
 * @param scheduling the tasks
 * @param update on the driver
 */
public record Forecast(
        int executors,
        int slots,
        int shards,
        int tasks,
        double compute,
        double waiting,
        double sending,
        double scheduling,
        double update) {
    /** What Spark's scheduler takes for a task more, measured on the machine of docs/scaling.md. */
    private static final double MILLIS_A_TASK = 0.4;
    /** What a second stage takes: its tasks, and the list of what lies where. */
    private static final double MILLIS_A_STAGE = 8;

    /**
     * The cluster that is asked about.
     *
     * @param executors how many
     * @param cores of each
     * @param network between them; empty: what it took where it was measured
     * @param hostCores cores that all executors and the driver share; empty: each executor has its own
     * @param fixedShards shards of the data; empty: one for each slot
     */
    public record Cluster(
            int executors,
            int cores,
            Optional<Network> network,
            Optional<Integer> hostCores,
            Optional<Integer> fixedShards) {
        /** How many tasks share a core, if some do. */
        double crowding(int slots) {
            return hostCores.map(all -> Math.max(1, (double) slots / all)).orElse(1.0);
        }
    }

    /** What a step would take there. */
    public static Forecast of(Measured measured, Cluster cluster) {
        int slots = cluster.executors() * cluster.cores();
        int shards = cluster.fixedShards().orElse(slots);
        Grouping grouping = Grouping.over(shards, slots);
        int tasks = grouping.groups();
        double crowding = cluster.crowding(Math.min(slots, tasks));
        double compute = compute(measured, grouping, slots) * crowding;
        return new Forecast(
                cluster.executors(),
                slots,
                shards,
                tasks,
                compute,
                compute * measured.part("waiting") / measured.part("compute"),
                sending(measured, cluster, tasks) * crowding,
                Math.max(0, measured.part("scheduling") + MILLIS_A_TASK * (tasks - measured.tasks())) * crowding,
                measured.part("update"));
    }

    /** All of a step. */
    public double millis() {
        return compute + waiting + sending + scheduling + update;
    }

    /** Rows that go through in a second. */
    public double rowsPerSecond(Measured measured) {
        return Math.min(measured.batchSize(), measured.rows()) / millis() * 1e3;
    }

    /** Seconds until every row has come once, validation left out. */
    public double epochSeconds(Measured measured) {
        long steps = (measured.rows() + measured.batchSize() - 1) / measured.batchSize();
        return steps * millis() / 1e3;
    }

    /** A slot's shards one after the other, each with its share of the batch: small shares are slower, row by row. */
    private static double compute(Measured measured, Grouping there, int slots) {
        Grouping here = Grouping.over(measured.shards(), measured.slots());
        return measured.part("compute")
                * busiestSlot(measured, there, slots)
                / busiestSlot(measured, here, measured.slots());
    }

    private static double busiestSlot(Measured measured, Grouping grouping, int slots) {
        int share = Math.max(1, measured.batchSize() / grouping.shards());
        return grouping.longestQueue(slots) * measured.passMillis().applyAsDouble(share);
    }

    /** Serialising and adding up as measured, and the bytes on the busiest link. */
    private static double sending(Measured measured, Cluster cluster, int tasks) {
        double bytes = 4.0 * measured.numbers();
        boolean onExecutors = SumPlace.isOnExecutors(tasks, measured.numbers());
        boolean measuredOnExecutors = SumPlace.isOnExecutors(measured.tasks(), measured.numbers());
        double sums = measured.part("aggregation");
        if (onExecutors && !measuredOnExecutors) {
            sums += MILLIS_A_STAGE;
        } else if (!onExecutors) {
            sums *= (double) tasks / measured.tasks();
        }
        double wire = cluster.network()
                .map(network -> network.millis(bytes * copiesOut(cluster.executors()))
                        + network.millis(bytes * (onExecutors ? copiesIn(cluster.executors()) : tasks)))
                .orElse(0.0);
        return measured.part("broadcast") + sums + wire;
    }

    /** The driver sends the parameters once, and executors pass on the pieces that they have to each other. */
    private static double copiesOut(int executors) {
        return executors == 1 ? 1 : 2;
    }

    /** Each executor sends its sum but for its own chunks and gets as much, and the driver gets one gradient. */
    private static double copiesIn(int executors) {
        return 1 + (executors - 1.0) / executors;
    }
}
