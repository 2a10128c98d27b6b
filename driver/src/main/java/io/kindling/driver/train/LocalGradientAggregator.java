package io.kindling.driver.train;

import io.kindling.driver.optim.rule.Crew;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.PairwiseTree;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.ShardWork;
import io.kindling.kernels.work.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs the shards on the threads of this JVM: for one machine, where a Spark job a step would cost more than the step
 * itself. The calling thread is one of them. Memory is reused from step to step.
 */
public final class LocalGradientAggregator implements GradientAggregator {
    private final List<? extends Shard> shards;
    private final List<Workspace> workspaces = new ArrayList<>();
    private final Crew crew;
    private final boolean ownsCrew;
    private final Queue<GradientSum> idle = new ConcurrentLinkedQueue<>();
    private final LongAdder computing = new LongAdder();
    private final LongAdder merging = new LongAdder();
    private GradientSum lent;
    private RoundTimes times = RoundTimes.NONE;

    /**
     * An engine for these shards.
     *
     * @param threads how many work at a time; more than there are shards are of no use
     */
    public LocalGradientAggregator(List<? extends Shard> shards, Job job, Kernels kernels, int threads) {
        this(shards, job, kernels, new Crew(Math.max(1, Math.min(threads, shards.size())) - 1), true);
    }

    /** An engine for these shards on a crew that has other work between rounds, and stays the caller's. */
    public LocalGradientAggregator(List<? extends Shard> shards, Job job, Kernels kernels, Crew crew) {
        this(shards, job, kernels, crew, false);
    }

    private LocalGradientAggregator(
            List<? extends Shard> shards, Job job, Kernels kernels, Crew crew, boolean ownsCrew) {
        this.shards = shards;
        this.crew = crew;
        this.ownsCrew = ownsCrew;
        for (int i = 0; i < Math.max(1, Math.min(crew.size(), shards.size())); i++) {
            workspaces.add(new Workspace(job, kernels));
        }
    }

    @Override
    public GradientSum aggregate(ShardWork work, float[] parameters, String description) {
        long start = System.nanoTime();
        if (lent != null) {
            idle.add(lent);
            lent = null;
        }
        PairwiseTree<GradientSum> tree = new PairwiseTree<>(shards.size(), this::merge);
        AtomicInteger next = new AtomicInteger();
        crew.forEach(workspaces.size(), i -> runShards(workspaces.get(i), work, parameters, next, tree));
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("Interrupted while a step was running");
        }
        lent = tree.result();
        times = timesSince(start);
        return lent;
    }

    @Override
    public RoundTimes times() {
        return times;
    }

    @Override
    public void close() {
        if (ownsCrew) {
            crew.close();
        }
    }

    private void runShards(
            Workspace workspace,
            ShardWork work,
            float[] parameters,
            AtomicInteger next,
            PairwiseTree<GradientSum> tree) {
        int length = work.gradientLength(workspace.job().model());
        for (int shard = next.getAndIncrement(); shard < shards.size(); shard = next.getAndIncrement()) {
            GradientSum sum = idle.poll();
            if (sum == null || sum.gradient().length != length) {
                sum = new GradientSum(length);
            } else {
                sum.clear();
            }
            long begun = System.nanoTime();
            work.run(workspace, shard, shards.get(shard), parameters, sum);
            long computed = System.nanoTime();
            tree.offer(shard, sum);
            computing.add(computed - begun);
            merging.add(System.nanoTime() - computed);
        }
    }

    /** What threads did not compute or add up, they waited for each other. */
    private RoundTimes timesSince(long start) {
        int threads = workspaces.size();
        long total = System.nanoTime() - start;
        long merged = merging.sumThenReset() / threads;
        return RoundTimes.of(total, 0, computing.sumThenReset() / threads, total - merged, merged);
    }

    private GradientSum merge(GradientSum left, GradientSum right) {
        left.merge(right);
        idle.add(right);
        return left;
    }
}
