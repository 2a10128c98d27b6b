package io.kindling.driver.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.CheckpointConfig;
import io.kindling.driver.files.FaultyFileSystem;
import io.kindling.driver.files.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundCheckpointsTest {
    private static final CheckpointConfig EVERY_STEP =
            new CheckpointConfig(Optional.empty(), Optional.of(1), Optional.empty(), 3, Optional.empty());

    @TempDir
    private Path folder;

    /** A file system of its own name, as its settings stay as they are once it is open. */
    @Test
    void aFullDiskDoesNotEndTrainingAndIsTriedAgain() throws IOException {
        Path full = folder.resolve("full");
        CheckpointStore store = new CheckpointStore(Location.of(
                "full:" + folder + "/checkpoints",
                Map.of(
                        "spark.hadoop.fs.full.impl", FaultyFileSystem.class.getName(),
                        "spark.hadoop.fs.faulty.full", full.toString())));
        try (BackgroundCheckpoints checkpoints = checkpoints(store, EVERY_STEP)) {
            checkpoints.stopped(() -> States.after(1, 0));
            Files.createFile(full);
            checkpoints.stopped(() -> States.after(2, 0));
            checkpoints.stopped(() -> States.after(3, 0));
            assertThat(newest(store)).isEqualTo(1);
            Files.delete(full);
            checkpoints.stopped(() -> States.after(4, 0));
            assertThat(newest(store)).isEqualTo(4);
        }
        assertThat(store.directory().names()).containsExactly("step-1", "step-4");
    }

    @Test
    void onlyWhatIsDueIsAskedFor() {
        CheckpointStore store = new CheckpointStore(Location.of(folder.resolve("none")));
        CheckpointConfig everyThird =
                new CheckpointConfig(Optional.of(60.0), Optional.of(3), Optional.of(60.0), 3, Optional.empty());
        try (BackgroundCheckpoints checkpoints = checkpoints(store, everyThird)) {
            for (long step = 1; step <= 5; step++) {
                long now = step;
                checkpoints.taken(step, true, () -> {
                    assertThat(now).isEqualTo(3);
                    return States.after(now, now);
                });
            }
        }
        assertThat(newest(store)).isEqualTo(3);
    }

    @Test
    void theEndIsWrittenWhereThereAreCheckpointsOrStepsBetweenThem() throws IOException {
        CheckpointConfig everyHundred =
                new CheckpointConfig(Optional.empty(), Optional.of(100), Optional.empty(), 3, Optional.empty());
        CheckpointConfig byTheClock =
                new CheckpointConfig(Optional.of(10.0), Optional.empty(), Optional.of(1.0), 3, Optional.empty());
        CheckpointStore store = new CheckpointStore(Location.of(folder.resolve("ends")));
        runTo(7, store, byTheClock);
        assertThat(store.isEmpty()).isTrue();
        runTo(7, store, everyHundred);
        assertThat(newest(store)).isEqualTo(7);
        runTo(9, store, byTheClock);
        assertThat(newest(store)).isEqualTo(9);
    }

    /** The step before is being written when the last one is due. */
    @Test
    void theEndIsNotLeftOutWhileAnotherIsBeingWritten() throws IOException {
        CheckpointStore store = new CheckpointStore(Location.of(folder.resolve("quick")));
        runTo(50, store, EVERY_STEP);
        assertThat(newest(store)).isEqualTo(50);
    }

    @Test
    void whatIsGoneOnFromIsNotWrittenAgainWhereNothingIsLeft() throws IOException {
        CheckpointStore store = new CheckpointStore(Location.of(folder.resolve("again")));
        runTo(3, store, EVERY_STEP);
        try (BackgroundCheckpoints checkpoints = checkpoints(store, EVERY_STEP)) {
            checkpoints.completed(() -> {
                throw new AssertionError("asked for what is there");
            });
        }
    }

    private static void runTo(long end, CheckpointStore store, CheckpointConfig config) {
        try (BackgroundCheckpoints checkpoints = checkpoints(store, config)) {
            for (long step = 1; step <= end; step++) {
                long now = step;
                checkpoints.taken(step, true, () -> States.after(now, 0));
            }
            checkpoints.completed(() -> States.after(end, 0));
        }
    }

    @Test
    void theClockAndTheBestDecideToo() {
        CheckpointConfig config =
                new CheckpointConfig(Optional.of(10.0), Optional.empty(), Optional.of(1.0), 3, Optional.empty());
        CheckpointCadence cadence = new CheckpointCadence(config, 0);
        long minute = 60_000_000_000L;
        assertThat(cadence.isDue(1, true, minute - 1)).isFalse();
        assertThat(cadence.isDue(1, true, minute)).isTrue();
        assertThat(cadence.isDue(1, false, 10 * minute - 1)).isFalse();
        assertThat(cadence.isDue(1, false, 10 * minute)).isTrue();
        cadence.begun(10 * minute);
        assertThat(cadence.isDue(1, false, 19 * minute)).isFalse();
    }

    @Test
    void aRoundThatGoesBeyondTheStepEndsWithACheckpoint() {
        CheckpointConfig config =
                new CheckpointConfig(Optional.empty(), Optional.of(10), Optional.empty(), 3, Optional.empty());
        CheckpointCadence cadence = new CheckpointCadence(config, 0);
        assertThat(cadence.isDue(8, false, 0)).isFalse();
        assertThat(cadence.isDue(16, false, 0)).isTrue();
        assertThat(cadence.isDue(19, false, 0)).isFalse();
        assertThat(cadence.isDue(20, false, 0)).isTrue();
        // A run that goes on after step 20 does not write that one again.
        assertThat(new CheckpointCadence(config, 0).isDue(21, false, 0)).isFalse();
    }

    private static BackgroundCheckpoints checkpoints(CheckpointStore store, CheckpointConfig config) {
        return new BackgroundCheckpoints(store, config, States.ORIGIN, () -> States.HISTORY);
    }

    private static long newest(CheckpointStore store) {
        return store.newest(damage -> {
                    throw new AssertionError(damage);
                })
                .orElseThrow()
                .step();
    }
}
