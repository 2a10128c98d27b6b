package io.kindling.kernels.work;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A thread's reusable memory for one job: the pass with its scratch, the batch, the row numbers. After the first step
 * nothing in it grows. Not thread-safe.
 */
public final class Workspace {
    private final Job job;
    private final Pass pass;
    private final Batch batch;
    private final Map<Class<?>, Object> own = new HashMap<>();
    private final ReadAhead readAhead = new ReadAhead();
    private int[] rows = new int[0];

    public Workspace(Job job, Kernels kernels) {
        this.job = job;
        this.pass = new Pass(kernels);
        boolean takesSparse = job.model().takesSparse() && job.augmentations().isEmpty();
        this.batch = new Batch(job.model().input(), job.model().target(), takesSparse);
    }

    public Job job() {
        return job;
    }

    public Pass pass() {
        return pass;
    }

    /** A work's own reusable memory, made when it is first asked for; what it holds is left from an earlier shard or round. */
    public <T> T own(Class<T> type, Supplier<T> first) {
        return type.cast(own.computeIfAbsent(type, absent -> first.get()));
    }

    /** Makes sure that the memory of a pass of so many rows is there, in one piece. */
    void reserve(MemoryPlan.Line plan, int rows) {
        pass.scratch().reserve(plan.numbers(rows));
    }

    /** Room for row numbers. */
    int[] rows(int count) {
        if (rows.length < count) {
            rows = new int[count];
        }
        return rows;
    }

    /** Has a shard's rows of a later step on their way while this one is computed, where they come from a disk. */
    void readAhead(Shard shard, int index, long step) {
        readAhead.begin(job.sampler(), shard, index, step);
    }

    /** Gathers the first {@code count} of {@link #rows} into the batch, for a training step, and begins its pass. */
    Batch gatherForTraining(Shard shard, int count, long step) {
        Batch gathered = gather(shard, count);
        beginTraining(gathered, step);
        return gathered;
    }

    /** Begins the pass of a training step and <em>changes</em> the batch as the job's augmentations have it. */
    void beginTraining(Batch training, long step) {
        long stepKey = Draws.key(job.sampler().seed(), step);
        pass.begin(true, stepKey, training.keys());
        job.augmentations().apply(training, stepKey, pass.scratch());
    }

    /** Gathers the first {@code count} of {@link #rows} into the batch. */
    Batch gather(Shard shard, int count) {
        shard.gather(rows, count, job.features(), job.targets(), batch);
        return batch;
    }
}
