package io.kindling.driver.spark.engine;

import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.work.Job;
import java.util.Locale;

/**
 * What an executor needs for a job's rounds beside the rows it holds.
 *
 * @param job with the plan of a pass
 * @param sent numbers that go to each executor
 * @param returned numbers of what each task gives back
 * @param tasks at a time on an executor
 */
public record MemoryNeed(Job job, int sent, int returned, int tasks) {
    /** The blocks that arrive, and the array made of them. */
    private static final int COPIES_SENT = 2;
    /** The sum, and the one that is added to it. */
    private static final int COPIES_RETURNED = 2;

    /** All of it. */
    public long bytes() {
        return COPIES_SENT * bytes(sent) + tasks * (COPIES_RETURNED * bytes(returned) + passBytes());
    }

    /** In a sentence. */
    public String told() {
        return String.format(
                Locale.ROOT,
                "By the plan it needs %s beside the rows it holds: %d × %s for the weights, and for each of %d task%s"
                        + " at a time %d × %s for gradients and %s for a pass of %d rows.",
                megabytes(bytes()),
                COPIES_SENT,
                megabytes(bytes(sent)),
                tasks,
                tasks == 1 ? "" : "s",
                COPIES_RETURNED,
                megabytes(bytes(returned)),
                megabytes(passBytes()),
                passRows());
    }

    private long passBytes() {
        MemoryPlan plan = job.memory();
        return (returned > 0 ? plan.training() : plan.prediction()).bytes(passRows());
    }

    private int passRows() {
        int shards = job.sampler().shardRows().length;
        int share = (job.sampler().batchSize() + shards - 1) / shards;
        return returned > 0
                ? Math.min(share, job.memory().trainingRows())
                : job.memory().predictionRows();
    }

    private static long bytes(int numbers) {
        return (long) numbers * Float.BYTES;
    }

    private static String megabytes(long bytes) {
        return ((bytes + (1 << 20) - 1) >> 20) + " MB";
    }
}
