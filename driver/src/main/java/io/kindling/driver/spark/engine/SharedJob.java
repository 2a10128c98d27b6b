package io.kindling.driver.spark.engine;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.work.Job;
import io.kindling.kernels.work.Workspace;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The job as an executor holds it, with the working memory that its tasks hand on to each other. It lives as long as its
 * broadcast.
 */
final class SharedJob implements Serializable {
    private static final long serialVersionUID = 1;

    private final Job job;
    private transient Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

    SharedJob(Job job) {
        this.job = job;
    }

    /** Working memory that no other task uses now. */
    Workspace borrow() {
        Workspace workspace = idle.poll();
        return workspace != null ? workspace : new Workspace(job, Kernels.best());
    }

    void giveBack(Workspace workspace) {
        idle.add(workspace);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        idle = new ConcurrentLinkedQueue<>();
    }
}
