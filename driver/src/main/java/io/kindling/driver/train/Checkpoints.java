package io.kindling.driver.train;

import java.util.function.Supplier;

/** Where training leaves its state, to be gone on from. Called on the training thread, which waits for it. */
public interface Checkpoints {
    /** Keeps nothing. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public void taken(long step, boolean newBest, Supplier<TrainingState> state) {}

        @Override
        public void stopped(Supplier<TrainingState> state) {}

        @Override
        public void completed(Supplier<TrainingState> state) {}
    };

    /**
     * After each round of steps, its validation included.
     *
     * @param step counted from 1
     * @param newBest whether that validation was the best so far
     * @param state as it is now; only asked for where it is kept
     */
    void taken(long step, boolean newBest, Supplier<TrainingState> state);

    /** The user asked to stop, or the cluster failed, before all was done: what was reached shall not be lost. */
    void stopped(Supplier<TrainingState> state);

    /** All was done, after the last {@link #taken}: where there are checkpoints, the newest shall be of the end. */
    void completed(Supplier<TrainingState> state);
}
