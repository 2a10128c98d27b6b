package io.kindling.driver.config;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Optional;

/** When the state of training is kept, to go on from with {@code --resume}. */
public record CheckpointConfig(
        @Default("10") @Range("[0, inf)") @Help("Minutes between checkpoints; null: not by the clock")
        Optional<Double> everyMinutes,

        @Range("[1, inf)") @Help("Steps between checkpoints; by default they are not counted")
        Optional<Integer> everySteps,

        @Default("1")
        @Range("[0, inf)")
        @Help("A new best is kept at once if the last checkpoint, or the start, is so many minutes ago; 0: each"
                + " best; null: not for being the best")
        Optional<Double> bestAfterMinutes,

        @Default("3") @Range("[1, inf)") @Help("How many of the last ones stay; that of the best weights stays besides")
        int keep,

        @Help("Where they lie, on any file system that Hadoop knows; by default checkpoints/ in the run's directory")
        Optional<String> directory) {
    /** Whether there are any. */
    public boolean isOn() {
        return everyMinutes.isPresent() || everySteps.isPresent() || bestAfterMinutes.isPresent();
    }

    /** The same with so many steps between checkpoints. */
    public CheckpointConfig every(long steps) {
        Optional<Integer> counted = Optional.of((int) Math.min(Integer.MAX_VALUE, steps));
        return new CheckpointConfig(everyMinutes, counted, bestAfterMinutes, keep, directory);
    }
}
