package io.kindling.driver.optim.rule;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * The calling thread and threads that help it: all take block after block until none is left. A step calls them several
 * times within a few milliseconds, and to wake a thread that sleeps takes a tenth of one: so who has nothing to do looks out
 * for a moment before it sleeps, unless the crew has more threads than there are processors. Helpers are started when they
 * are needed, end when they have not been for a while, and do not keep the JVM from ending.
 */
public final class Crew implements Workers, AutoCloseable {
    /** Longer than what lies between two calls of a step, shorter than a scheduler's turn. */
    private static final long LOOKOUT_NANOS = 100_000;
    /** A look at the clock takes as long as so many looks at a field. */
    private static final int LOOKS = 64;

    private static final long SLEEP_NANOS = 10_000_000_000L;

    private final long sleepNanos;
    private final AtomicReferenceArray<Thread> helpers;
    private final long lookoutNanos;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicReference<Call> call = new AtomicReference<>();
    private volatile boolean closed;

    /** So many threads beside the caller's. */
    public Crew(int helperCount) {
        this(helperCount, SLEEP_NANOS);
    }

    /** As the other, with helpers that end after so long. */
    Crew(int helperCount, long sleepNanos) {
        this.sleepNanos = sleepNanos;
        lookoutNanos = helperCount < Runtime.getRuntime().availableProcessors() ? LOOKOUT_NANOS : 0;
        helpers = new AtomicReferenceArray<>(helperCount);
    }

    /** How many work, the caller among them. */
    public int size() {
        return helpers.length() + 1;
    }

    /**
     * Runs the body for each block. Where it throws, the others are run all the same, and one of what was thrown is thrown
     * here. An interrupted caller waits for the end, too, and stays interrupted.
     */
    @Override
    public void forEach(int count, IntConsumer body) {
        Call mine = new Call(calls.incrementAndGet(), count, body, Thread.currentThread());
        call.set(mine);
        for (int i = 0; i < Math.min(helpers.length(), count - 1); i++) {
            rouse(i);
        }
        mine.work();
        awaitEnd(mine);
        // Nothing of a call is kept alive by threads that sleep.
        call.compareAndSet(mine, null);
        mine.throwFailure();
    }

    private void rouse(int index) {
        Thread helper = helpers.get(index);
        if (helper != null) {
            LockSupport.unpark(helper);
        } else if (!closed) {
            Thread started = new Thread(() -> help(index), "kindling-worker-" + index);
            started.setDaemon(true);
            if (helpers.compareAndSet(index, null, started)) {
                start(started, index);
            }
        }
    }

    private void start(Thread helper, int index) {
        try {
            helper.start();
        } catch (OutOfMemoryError e) { // no thread to be had now: those that are there do the work
            helpers.set(index, null);
        }
    }

    private void awaitEnd(Call mine) {
        boolean interrupted = false;
        while (!mine.ended() && !lookOut(mine::ended)) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void help(int index) {
        long seen = 0;
        long slept = 0;
        while (!closed && slept < sleepNanos) {
            long last = seen;
            seen = workOnWhatFollows(last);
            slept = seen == last ? slept : 0;
            long now = seen;
            if (!lookOut(() -> closed || followed(now))) {
                long begun = System.nanoTime();
                LockSupport.parkNanos(this, sleepNanos - slept);
                slept += System.nanoTime() - begun;
                Thread.interrupted(); // whose work left it set: it would sleep no more
            }
        }
        helpers.set(index, null);
        // Who called meanwhile may have roused this thread and not another.
        workOnWhatFollows(seen);
    }

    private boolean followed(long number) {
        Call now = call.get();
        return now != null && now.number != number;
    }

    /** The number of the call that was worked on, or the given one if there is no other. */
    private long workOnWhatFollows(long number) {
        Call now = call.get();
        if (now == null || now.number == number) {
            return number;
        }
        now.work();
        return now.number;
    }

    /** Looks for a moment whether something has come about; whether it has. */
    private boolean lookOut(BooleanSupplier condition) {
        long start = System.nanoTime();
        do {
            for (int i = 0; i < LOOKS; i++) {
                if (condition.getAsBoolean()) {
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - start < lookoutNanos);
        return false;
    }

    @Override
    public void close() {
        closed = true;
        for (int i = 0; i < helpers.length(); i++) {
            LockSupport.unpark(helpers.get(i));
        }
    }

    /** What is to be done once for each block. */
    private static final class Call {
        private final long number;
        private final int count;
        private final IntConsumer body;
        private final Thread caller;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger left;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Call(long number, int count, IntConsumer body, Thread caller) {
            this.number = number;
            this.count = count;
            this.body = body;
            this.caller = caller;
            this.left = new AtomicInteger(count);
        }

        void work() {
            for (int block = next.getAndIncrement(); block < count; block = next.getAndIncrement()) {
                try {
                    body.accept(block);
                } catch (Throwable e) { // thrown again by the caller's thread
                    failure.compareAndSet(null, e);
                } finally {
                    if (left.decrementAndGet() == 0) {
                        LockSupport.unpark(caller);
                    }
                }
            }
        }

        boolean ended() {
            return left.get() == 0;
        }

        void throwFailure() {
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            if (thrown != null) {
                throw new IllegalStateException(thrown);
            }
        }
    }
}
