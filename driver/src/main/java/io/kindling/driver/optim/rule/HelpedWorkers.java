package io.kindling.driver.optim.rule;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The calling thread and the threads of an executor, who take block after block until none is left. */
record HelpedWorkers(ExecutorService helpers, int helperCount) implements Workers {
    @Override
    public void forEach(int count, IntConsumer body) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int block = next.getAndIncrement(); block < count; block = next.getAndIncrement()) {
                body.accept(block);
            }
        };
        Future<?>[] running = new Future<?>[Math.max(0, Math.min(helperCount, count - 1))];
        for (int i = 0; i < running.length; i++) {
            running[i] = helpers.submit(work);
        }
        work.run();
        for (Future<?> helper : running) {
            join(helper);
        }
    }

    private static void join(Future<?> helper) {
        try {
            helper.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during an update", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An update failed", e.getCause());
        }
    }
}
