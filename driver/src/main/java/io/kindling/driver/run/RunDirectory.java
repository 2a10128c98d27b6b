package io.kindling.driver.run;

import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The directory of one run: {@code config.yaml}, {@code environment.json}, {@code summary.json}, {@code metrics.csv}, {@code
 * evaluation.json}, {@code report.html}, {@code model/}, {@code tensorboard/}, in longer runs {@code checkpoints/}, with augmentations of pictures {@code augmentation.png}, and {@code
 * mlflow.json} where an MLflow server is told of it. On any file system that Hadoop knows.
 *
 * @param path where it is
 * @param resumed whether a run that was begun here goes on
 */
public record RunDirectory(Location path, boolean resumed) {
    private static final String CONFIG = "config.yaml";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /** A fresh directory under {@code runs/}, named after the run and the time. */
    public static RunDirectory fresh(String name) {
        Path path = Path.of("runs", stamped(name));
        for (int i = 2; Files.exists(path); i++) {
            path = path.resolveSibling(stamped(name) + "-" + i);
        }
        return create(path);
    }

    /** A name with the time behind it: {@code mnist-mlp-20261123-023815}. */
    static String stamped(String name) {
        return name + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    }

    /** As the other, on this machine. */
    public static RunDirectory create(Path path) {
        return create(Location.of(path));
    }

    /**
     * Makes the directory.
     *
     * @throws UserException if it cannot be written, or holds something already
     */
    public static RunDirectory create(Location path) {
        RunDirectory directory = new RunDirectory(path, false);
        if (!directory.made().isEmpty()) {
            throw new UserException(
                    "The run directory " + path + " is not empty; give another --run-dir, or remove what"
                            + " is in it. If a run was interrupted there, add --resume to go on with it");
        }
        return directory;
    }

    /**
     * The directory of a run that goes on. It may be empty, or not be there yet: the run may have ended before it had begun.
     *
     * @throws UserException if it cannot be written, or holds anything but a run
     */
    public static RunDirectory resume(Location path) {
        RunDirectory directory = new RunDirectory(path, true);
        List<String> names = directory.made();
        // config.yaml is the first file to come; what was written aside may be left over.
        if (!names.contains(CONFIG) && !names.stream().allMatch(name -> name.endsWith(".tmp"))) {
            throw new UserException(path + " is not the directory of a run: it holds " + names.get(0) + ", but no "
                    + CONFIG + ". Give --resume the --run-dir of the run to go on with");
        }
        return directory;
    }

    /** Makes the directory if it is not there, and tells what is in it. */
    private List<String> made() {
        try {
            path.createDirectories();
            List<String> names = path.names();
            Location probe = path.resolve("writable.tmp");
            probe.create().close();
            probe.delete();
            return names;
        } catch (IOException e) {
            throw new UserException("The run directory " + path + " cannot be written (" + e.getMessage()
                    + "); give another --run-dir");
        }
    }

    /** Removes the directory if nothing was written: a run that could not start leaves none behind. */
    public void removeIfEmpty() {
        try {
            path.deleteIfEmpty();
        } catch (IOException e) {
            // There is something in it, or it is not ours to remove: it stays.
        }
    }

    public Location metrics() {
        return path.resolve("metrics.csv");
    }

    public Location layers() {
        return path.resolve("layers.csv");
    }

    public Location model() {
        return path.resolve("model");
    }

    /** The model, if it was saved; a store that does not answer now shall not fail a run that is done. */
    Optional<Location> savedModel() {
        try {
            return model().exists() ? Optional.of(model()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Event files. */
    Location tensorboard() {
        return path.resolve("tensorboard");
    }

    /** Where checkpoints lie unless the configuration says otherwise. */
    public Location checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Writes down what is run. */
    public void write(RunConfig config) {
        write(CONFIG, ConfigLoader.write(config));
    }

    /** What was run here, if it had come so far. */
    public Optional<RunConfig> config() {
        return config(path.resolve(CONFIG), List.of());
    }

    /**
     * The configuration in a file.
     *
     * @param overrides as from {@code --set}
     * @return empty if the file is not there
     */
    public static Optional<RunConfig> config(Location file, List<String> overrides) {
        return text(file).map(yaml -> ConfigLoader.parse(file.toString(), yaml, overrides));
    }

    /** What summary.json says, if the run has come to an end. */
    Optional<String> summary() {
        return text(path.resolve("summary.json"));
    }

    private static Optional<String> text(Location file) {
        try {
            return Optional.of(new String(file.bytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Writes a file aside and then puts it in its place, so that nobody ever sees half of it. */
    public void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** As the other, for a file that is no text. */
    public void write(String name, byte[] content) {
        try {
            path.resolve(name).write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
