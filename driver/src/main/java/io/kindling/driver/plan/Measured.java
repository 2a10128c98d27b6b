package io.kindling.driver.plan;

import io.kindling.driver.spark.engine.Grouping;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * What a forecast starts from: the ledger of some steps, and the cluster that took them.
 *
 * @param executors how many there were
 * @param slots task slots of all of them together
 * @param shards of the data
 * @param batchSize rows of a step
 * @param rows of an epoch
 * @param numbers in the model's flat array
 * @param parts milliseconds of a step by part, as the ledger has them
 * @param passMillis what a pass forth and back of so many rows takes on this machine, one thread
 */
public record Measured(
        int executors,
        int slots,
        int shards,
        int batchSize,
        long rows,
        int numbers,
        Map<String, Double> parts,
        IntToDoubleFunction passMillis) {
    /** Milliseconds of a part. */
    double part(String name) {
        return parts.get(name);
    }

    /** Tasks of a step. */
    int tasks() {
        return Grouping.over(shards, slots).groups();
    }
}
