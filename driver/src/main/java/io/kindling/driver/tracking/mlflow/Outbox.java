package io.kindling.driver.tracking.mlflow;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests in their order, on a thread of its own. A request that fails is tried again, after pauses that grow; after
 * the last one all is given up. What comes while too many wait is dropped. Nothing here ever holds up or fails who calls.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MOST_WAITING = 200;

    /** Between attempts: a server that is started again, or whose machine is, is waited for. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    private final URI address;
    private final List<Duration> pauses;
    private final Duration patience;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong dropped = new AtomicLong();
    private final ThreadPoolExecutor sender;
    private volatile boolean givenUp;
    private boolean warned;
    private boolean failedAfterEnd;
    private boolean warnedOfRefusal;

    /** A request, or several that belong together. */
    interface Delivery {
        void send() throws MlflowException, InterruptedException;
    }

    /**
     * For a server.
     *
     * @param address for messages
     * @param pauses between attempts
     * @param patience how long {@link #close} waits
     */
    Outbox(URI address, List<Duration> pauses, Duration patience) {
        this.address = address;
        this.pauses = List.copyOf(pauses);
        this.patience = patience;
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "kindling-mlflow");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, executor) -> dropped.incrementAndGet());
    }

    /** Sends this when all before it is sent. */
    void add(Delivery delivery) {
        if (!givenUp) {
            sender.execute(() -> deliver(delivery, false));
        }
    }

    /** As the other, for what all the rest builds on: if the server refuses it, all is given up. */
    void addFoundation(Delivery delivery) {
        sender.execute(() -> deliver(delivery, true));
    }

    /** Has what waits sent without further pauses, for as long as the patience lasts. */
    void close() {
        closing.countDown();
        sender.shutdown();
        try {
            if (!sender.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                sender.shutdownNow();
                LOG.warn(
                        "MLflow at {} has not taken all of the run within {} s after its end; the rest is left out there.",
                        address,
                        patience.toSeconds());
            }
        } catch (InterruptedException e) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (dropped.get() > 0) {
            LOG.warn(
                    "{} requests with figures were not sent to MLflow at {}, as too many waited.",
                    dropped.get(),
                    address);
        }
    }

    private void deliver(Delivery delivery, boolean foundation) {
        try {
            for (int attempt = 0; !givenUp; attempt++) {
                try {
                    delivery.send();
                    return;
                } catch (MlflowException e) {
                    if (e.isRefused()) {
                        refused(e, foundation);
                        return;
                    }
                    pauseOrGiveUp(attempt, e);
                }
            }
        } catch (InterruptedException e) {
            givenUp = true;
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            givenUp = true;
            LOG.warn("MLflow is told no more of this run; training goes on.", e);
        }
    }

    /** When the run has ended, there is one more attempt and no pause before it. */
    private void pauseOrGiveUp(int attempt, MlflowException failure) throws InterruptedException {
        boolean last = attempt >= pauses.size() || failedAfterEnd;
        failedAfterEnd = closing.getCount() == 0;
        if (last) {
            givenUp = true;
            LOG.warn("MLflow at {} is told no more of this run ({}).", address, failure.getMessage());
            return;
        }
        if (!warned) {
            warned = true;
            LOG.warn(
                    "MLflow at {} cannot be told of the run: {}. Training goes on; {} more attempts will be made. Is the"
                            + " server running, and is that its address?",
                    address,
                    failure.getMessage(),
                    pauses.size());
        }
        closing.await(pauses.get(attempt).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refused(MlflowException refusal, boolean foundation) {
        givenUp |= foundation;
        if (!warnedOfRefusal) {
            warnedOfRefusal = true;
            LOG.warn(
                    "MLflow at {} refuses what it is told: {}. Training goes on{}.",
                    address,
                    refusal.getMessage(),
                    foundation ? ", and MLflow is told nothing of it" : "");
        }
    }
}
