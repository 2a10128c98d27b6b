package io.kindling.driver.optim.rule;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.function.IntConsumer;

/** The threads of a pool. */
record PoolWorkers(ForkJoinPool pool) implements Workers {
    @Override
    public void forEach(int count, IntConsumer body) {
        if (count == 1) {
            body.accept(0);
        } else if (count > 1) {
            pool.invoke(new Part(0, count, body));
        }
    }

    /** The numbers from {@code from} to before {@code to}, halved until each is a task. */
    private static final class Part extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final int from;
        private final int to;
        private final transient IntConsumer body;

        Part(int from, int to, IntConsumer body) {
            this.from = from;
            this.to = to;
            this.body = body;
        }

        @Override
        protected void compute() {
            if (to - from == 1) {
                body.accept(from);
            } else {
                int middle = (from + to) >>> 1;
                invokeAll(new Part(from, middle, body), new Part(middle, to, body));
            }
        }
    }
}
