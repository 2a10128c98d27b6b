package io.kindling.driver.checkpoint;

import io.kindling.driver.UserException;
import io.kindling.driver.config.CheckpointConfig;
import io.kindling.driver.report.MetricsHistory;
import io.kindling.driver.train.Checkpoints;
import io.kindling.driver.train.TrainingState;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes checkpoints while training goes on: a step only waits for a copy in memory, a thread writes it. One that is due while
 * the one before is still being written is left out, but not that of the end. If writing fails, as on a full disk, training
 * goes on, and the next one is tried at its time.
 */
public final class BackgroundCheckpoints implements Checkpoints, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundCheckpoints.class);
    private static final long MOST_SECONDS = 300;

    private final CheckpointStore store;
    private final CheckpointConfig config;
    private final CheckpointFiles files;
    private final Supplier<MetricsHistory> history;
    private final CheckpointCadence cadence;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "kindling-checkpoint");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> writing = CompletableFuture.completedFuture(null);
    private volatile boolean failedBefore;
    private volatile long writtenStep = -1;
    private long copyNanos;
    private boolean anyTaken;

    /**
     * Checkpoints of a run.
     *
     * @param origin what they are made by
     * @param history the lines of metrics.csv so far
     */
    public BackgroundCheckpoints(
            CheckpointStore store, CheckpointConfig config, CheckpointOrigin origin, Supplier<MetricsHistory> history) {
        this.store = store;
        this.config = config;
        this.files = new CheckpointFiles(origin.layout(), origin.madeBy());
        this.history = history;
        this.cadence = new CheckpointCadence(config, System.nanoTime());
    }

    @Override
    public void taken(long step, boolean newBest, Supplier<TrainingState> state) {
        anyTaken = true;
        long now = System.nanoTime();
        if (!cadence.isDue(step, newBest, now)) {
            return;
        }
        cadence.begun(now);
        if (writing.isDone()) {
            begin(state.get());
        } else {
            LOG.info("No checkpoint after step {}: the one before is still being written.", step);
        }
    }

    @Override
    public void stopped(Supplier<TrainingState> state) {
        TrainingState reached = state.get();
        if (config.isOn() && reached.step() > 0) {
            writeUnlessThere(reached);
        }
    }

    /** A run that goes on where another had ended has nothing new; one so short that none was due leaves none. */
    @Override
    public void completed(Supplier<TrainingState> state) {
        if (config.isOn() && anyTaken && (config.everySteps().isPresent() || !isEmpty())) {
            writeUnlessThere(state.get());
        }
    }

    private boolean isEmpty() {
        await();
        try {
            return store.isEmpty();
        } catch (UserException e) {
            // It is not known, and to try is the safe side: what fails then is said.
            return false;
        }
    }

    private void writeUnlessThere(TrainingState reached) {
        await();
        // One that was written right before is the same, and is not to be missing for a moment.
        if (writing.isDone() && writtenStep != reached.step()) {
            begin(reached);
            await();
        }
    }

    /** Waits for the one that is being written, for five minutes at most. */
    @Override
    public void close() {
        await();
        writer.shutdownNow();
    }

    private void begin(TrainingState state) {
        try {
            long start = System.nanoTime();
            files.take(state, history.get());
            copyNanos = System.nanoTime() - start;
            writing = writer.submit(this::write);
        } catch (ArithmeticException | OutOfMemoryError e) {
            failed(state.step(), "there is no memory for a copy (" + e.getMessage() + ")");
        }
    }

    /** On the writer's thread. */
    private void write() {
        long start = System.nanoTime();
        try {
            store.write(files, config.keep());
            failedBefore = false;
            writtenStep = files.step();
            LOG.debug(
                    "Checkpoint after step {}: copied in {} ms, written in {} ms.",
                    files.step(),
                    copyNanos / 1_000_000,
                    (System.nanoTime() - start) / 1_000_000);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            failed(files.step(), String.valueOf(e.getMessage()));
        }
    }

    /** Says so once, until one has been written again. */
    private void failed(long step, String why) {
        if (!failedBefore) {
            LOG.warn(
                    "The checkpoint after step {} cannot be written to {} ({}). While training goes on, it is tried again"
                            + " with the next.",
                    step,
                    store.directory(),
                    why);
        }
        failedBefore = true;
    }

    private void await() {
        try {
            writing.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "The checkpoint after step {} has not been written to {} in {} s; it is given up.",
                    files.step(),
                    store.directory(),
                    MOST_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            failed(files.step(), String.valueOf(e.getCause()));
        }
    }
}
