package io.kindling.driver.run;

import io.kindling.driver.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The directory of one run: {@code config.yaml}, {@code summary.json}, {@code metrics.csv}, {@code model/} and, with
 * augmentations of pictures, {@code augmentation.png}.
 */
public record RunDirectory(Path path) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /** A fresh directory under {@code runs/}, named after the run and the time. */
    public static RunDirectory fresh(String name) {
        Path path = Path.of(
                "runs", name + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP));
        for (int i = 2; Files.exists(path); i++) {
            path = path.resolveSibling(
                    name + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + "-" + i);
        }
        return create(path);
    }

    /**
     * Makes the directory.
     *
     * @throws UserException if it cannot be written, or holds something already
     */
    public static RunDirectory create(Path path) {
        try {
            Files.createDirectories(path);
            try (Stream<Path> content = Files.list(path)) {
                if (content.findAny().isPresent()) {
                    throw new UserException("The run directory " + path
                            + " is not empty; give another --run-dir, or remove what is in it");
                }
            }
            Files.delete(Files.createTempFile(path, "writable", ".tmp"));
            return new RunDirectory(path);
        } catch (IOException e) {
            throw new UserException(
                    "The run directory " + path + " cannot be written (" + reason(e) + "); give another --run-dir");
        }
    }

    /** Removes the directory if nothing was written: a run that could not start leaves none behind. */
    public void removeIfEmpty() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // There is something in it, or it is not ours to remove: it stays.
        }
    }

    public Path metrics() {
        return path.resolve("metrics.csv");
    }

    public Path model() {
        return path.resolve("model");
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file";
        }
        return failure instanceof AccessDeniedException ? "access is denied" : failure.getMessage();
    }

    /** Writes a file aside and then puts it in its place, so that nobody ever sees half of it. */
    public void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** As the other, for a file that is no text. */
    public void write(String name, byte[] content) {
        Path aside = path.resolve(name + ".tmp");
        try {
            Files.write(aside, content);
            Files.move(aside, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
