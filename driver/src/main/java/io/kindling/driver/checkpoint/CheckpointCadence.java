package io.kindling.driver.checkpoint;

import io.kindling.driver.config.CheckpointConfig;
import java.util.Optional;

/** When the next checkpoint is due, by the settings. */
final class CheckpointCadence {
    private static final double NANOS_A_MINUTE = 60e9;

    private final CheckpointConfig config;
    private long last;

    /**
     * A cadence.
     *
     * @param now nanoseconds by any clock
     */
    CheckpointCadence(CheckpointConfig config, long now) {
        this.config = config;
        this.last = now;
    }

    boolean isDue(long step, boolean newBest, long now) {
        return config.everySteps().filter(steps -> step % steps == 0).isPresent()
                || passed(config.everyMinutes(), now)
                || (newBest && passed(config.bestAfterMinutes(), now));
    }

    /** One was begun, or left out: the clock starts again. */
    void begun(long now) {
        last = now;
    }

    private boolean passed(Optional<Double> minutes, long now) {
        return minutes.filter(limit -> now - last >= limit * NANOS_A_MINUTE).isPresent();
    }
}
