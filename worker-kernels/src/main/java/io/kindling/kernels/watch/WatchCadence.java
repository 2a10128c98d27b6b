package io.kindling.kernels.watch;

import java.io.Serializable;

/**
 * At which steps the layers are watched: the first one, every so many after it, and the last.
 *
 * @param steps of the run
 * @param every so many steps; 0: never
 */
public record WatchCadence(long steps, long every) implements Serializable {
    /** No step. */
    public static final WatchCadence NEVER = new WatchCadence(0, 0);

    /** Watched steps of a run, about; more would be more than a chart can show. */
    private static final long MOST = 500;

    /** A watched step takes up to a fifth longer than others: so seldom, it does not show. */
    private static final long LEAST_APART = 20;

    /** About {@value #MOST} times in a run, but at least {@value #LEAST_APART} steps apart. */
    public static WatchCadence of(long steps) {
        return new WatchCadence(steps, Math.max(LEAST_APART, (steps + MOST - 1) / MOST));
    }

    /**
     * Whether a step is watched.
     *
     * @param step counted from 0
     */
    public boolean isDue(long step) {
        return every > 0 && (step % every == 0 || step == steps - 1);
    }
}
