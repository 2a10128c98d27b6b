package io.kindling.driver.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of its own, removed when closed.
 *
 * @param path of it
 */
public record SpoiltFolder(Path path) implements AutoCloseable {
    /** A new, empty one. */
    public static SpoiltFolder create() {
        try {
            return new SpoiltFolder(Files.createTempDirectory("kindling-fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
