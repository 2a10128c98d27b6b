package io.kindling.driver.checkpoint;

import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directory of a run's checkpoints, each a directory {@code step-N}. One is written aside and then renamed; the older ones
 * only go once it is in its place. So whenever the process dies, and also where a rename is a copy that can be torn, the one
 * before is there, and {@link Manifest} tells which are whole.
 *
 * @param directory made when the first one is written
 */
public record CheckpointStore(Location directory) {
    private static final Pattern NAME = Pattern.compile("step-([1-9][0-9]{0,17})");
    private static final String PREFIX = "step-";
    private static final String ASIDE = ".tmp";

    /**
     * The newest one that is whole.
     *
     * @param damaged told of each newer one that is not, and why
     * @throws UserException if the directory cannot be read
     */
    public Optional<SavedCheckpoint> newest(Consumer<String> damaged) {
        List<Long> steps;
        try {
            steps = steps();
        } catch (IOException e) {
            throw new UserException("The checkpoints in " + directory + " cannot be read (" + e.getMessage() + ")", e);
        }
        for (long step : steps) {
            Location place = place(step);
            try {
                SavedCheckpoint checkpoint = SavedCheckpoint.verified(place);
                if (checkpoint.step() != step) {
                    throw new DamagedCheckpointException("it is of step " + checkpoint.step());
                }
                return Optional.of(checkpoint);
            } catch (IOException e) {
                damaged.accept(place + " is damaged: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Whether there are any, whole or not. */
    public boolean isEmpty() {
        try {
            return steps().isEmpty();
        } catch (IOException e) {
            throw new UserException("The checkpoints in " + directory + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Writes a checkpoint, and then removes those that are too many.
     *
     * @param keep how many of the last ones stay; the one of the best weights stays besides
     */
    void write(CheckpointFiles files, int keep) throws IOException {
        Location place = place(files.step());
        Location aside = place.sibling(place.name() + ASIDE);
        aside.delete();
        aside.createDirectories();
        files.write(aside);
        aside.moveTo(place);
        prune(files, keep);
    }

    /** What is newer than the newest is damaged, or it would have been gone on from. */
    private void prune(CheckpointFiles newest, int keep) throws IOException {
        int kept = 0;
        for (long step : steps()) {
            boolean recent = step <= newest.step() && kept < keep;
            if (recent) {
                kept++;
            } else if (step != newest.bestStep()) {
                place(step).delete();
            }
        }
        for (String name : directory.names()) {
            if (name.startsWith(PREFIX) && name.endsWith(ASIDE)) {
                directory.resolve(name).delete();
            }
        }
    }

    /** The newest first. */
    private List<Long> steps() throws IOException {
        List<Long> steps = new ArrayList<>();
        for (String name : directory.names()) {
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches()) {
                steps.add(Long.valueOf(matcher.group(1)));
            }
        }
        steps.sort(Comparator.reverseOrder());
        return steps;
    }

    private Location place(long step) {
        return directory.resolve(PREFIX + step);
    }
}
