package io.kindling.driver.spark.engine;

import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.Workspace;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The job as an executor holds it, with what its tasks hand on to each other: working memory, buffers for sums, shards at
 * hand. It lives as long as its broadcast.
 */
final class SharedJob implements Serializable {
    private static final long serialVersionUID = 1;

    private final Job job;
    private transient Queue<Workspace> idle = new ConcurrentLinkedQueue<>();
    private transient Queue<GradientSum> sums = new ConcurrentLinkedQueue<>();
    /** How many sums were made here: a driver that holds another copy of this object makes none, and keeps none. */
    private transient AtomicInteger made = new AtomicInteger();

    private transient Map<Integer, SoftReference<Shard>> atHand = new ConcurrentHashMap<>();

    SharedJob(Job job) {
        this.job = job;
    }

    /** Working memory that no other task uses now. */
    Workspace borrow() {
        Workspace workspace = idle.poll();
        return workspace != null ? workspace : new Workspace(job, job.kernels());
    }

    void giveBack(Workspace workspace) {
        idle.add(workspace);
    }

    /** A sum over no rows whose gradient has this length; one that was merged into another where there is such. */
    GradientSum sum(int length) {
        GradientSum sum = sums.poll();
        if (sum == null || sum.gradient().length != length) {
            if (sum == null) {
                made.incrementAndGet();
            }
            return new GradientSum(length);
        }
        sum.clear();
        return sum;
    }

    /** A sum is no longer in use. More than were made here are not kept. */
    void giveBack(GradientSum sum) {
        if (sums.size() < made.get()) {
            sums.add(sum);
        }
    }

    /** <em>Adds</em> the right sum to the left one, whose buffer is free then. */
    GradientSum merge(GradientSum left, GradientSum right) {
        left.merge(right);
        giveBack(right);
        return left;
    }

    /** A shard that was used here before and is still in memory, or else the one that is brought. */
    Shard shard(int index, Supplier<Shard> brought) {
        SoftReference<Shard> earlier = atHand.get(index);
        Shard shard = earlier == null ? null : earlier.get();
        if (shard == null) {
            shard = brought.get();
            atHand.put(index, new SoftReference<>(shard));
        }
        return shard;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        idle = new ConcurrentLinkedQueue<>();
        sums = new ConcurrentLinkedQueue<>();
        made = new AtomicInteger();
        atHand = new ConcurrentHashMap<>();
    }
}
