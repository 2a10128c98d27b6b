package io.kindling.kernels.work;

import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.shard.Shard;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the mapped rows of the next step brought from the disk while the present one is computed, on a thread of its own that ends when it
 * is not used. What a step computes does not depend on it. As long as rows turn out to be in memory, it only looks now and then.
 */
final class ReadAhead {
    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);
    /** Slower than this, rows come from the disk; those in the page cache come at several gigabytes a second. */
    private static final double NANOS_A_BYTE = 2;

    static final String THREAD = "kindling-read-ahead";

    private static final int LOOKS_EVERY = 64;
    private static final int IDLE_SECONDS = 2;

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(0, 1, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), ReadAhead::daemon);
    private volatile boolean waiting = true;

    /** Begins with a shard's rows of a step, unless those of an earlier one are still on their way. */
    void begin(BatchSampler sampler, Shard shard, int index, long step) {
        if (shard instanceof PackedShard packed && packed.mapped() && (waiting || step % LOOKS_EVERY == 0)) {
            try {
                thread.execute(() -> fetch(sampler, packed, index, step));
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // The disk is behind, or there is no thread: the step waits for its rows when it gathers them.
                waiting = true;
            }
        }
    }

    /** Whatever goes wrong here the step meets itself, where it is told: an executor must not end of it. */
    private void fetch(BatchSampler sampler, PackedShard shard, int index, long step) {
        try {
            int[] rows = new int[sampler.largestBatch(index)];
            int count = sampler.select(index, step, rows);
            long begun = System.nanoTime();
            long bytes = shard.fetch(rows, count);
            waiting = System.nanoTime() - begun > NANOS_A_BYTE * bytes;
        } catch (Throwable e) {
            LOG.debug("Rows of step {} were not read ahead", step, e);
            waiting = true;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        return thread;
    }
}
