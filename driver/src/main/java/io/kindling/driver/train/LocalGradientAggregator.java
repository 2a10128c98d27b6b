package io.kindling.driver.train;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs the shards on the threads of this JVM: for one machine, where a Spark job a step would cost more than the step
 * itself. The calling thread is one of them. Memory is reused from step to step.
 */
public final class LocalGradientAggregator implements GradientAggregator {
    private final List<? extends Shard> shards;
    private final List<Workspace> workspaces = new ArrayList<>();
    private final ExecutorService helpers;
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
        this.shards = shards;
        int useful = Math.max(1, Math.min(threads, shards.size()));
        for (int i = 0; i < useful; i++) {
            workspaces.add(new Workspace(job, kernels));
        }
        this.helpers = Executors.newFixedThreadPool(useful, task -> {
            Thread thread = new Thread(task, "kindling-worker");
            thread.setDaemon(true);
            return thread;
        });
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
        List<Future<?>> running = new ArrayList<>();
        for (Workspace workspace : workspaces.subList(1, workspaces.size())) {
            running.add(helpers.submit(() -> runShards(workspace, work, parameters, next, tree)));
        }
        RuntimeException failure = null;
        try {
            runShards(workspaces.get(0), work, parameters, next, tree);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Future<?> future : running) {
            failure = firstOf(failure, future);
        }
        if (failure != null) {
            throw failure;
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
        helpers.shutdownNow();
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

    /** Waits for a helper; its failure counts if there was none before. */
    private static RuntimeException firstOf(RuntimeException earlier, Future<?> future) {
        try {
            future.get();
            return earlier;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return earlier != null ? earlier : new IllegalStateException("Interrupted while a step was running", e);
        } catch (ExecutionException e) {
            if (earlier != null) {
                return earlier;
            }
            return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
