package io.kindling.driver.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Java's compilers have taken of the processor in this process, as Linux tells it of their threads; 0 elsewhere. They must not
 * come and go ({@code -XX:-UseDynamicNumberOfCompilerThreads}), or the time of those that went is missing.
 */
final class CompilerTime {
    private static final Path THREADS = Path.of("/proc/self/task");
    /** Linux counts in hundredths, whatever its kernel does. */
    private static final double TICKS_A_SECOND = 100;
    /** Of the fields behind a thread's name: in its own code, and in the kernel's. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private CompilerTime() {}

    static double seconds() {
        if (!Files.isDirectory(THREADS)) {
            return 0;
        }
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.mapToDouble(CompilerTime::seconds).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(Path thread) {
        return read(thread.resolve("stat"))
                .map(stat -> {
                    int name = stat.indexOf('(') + 1;
                    if (!stat.startsWith("C1 Comp", name) && !stat.startsWith("C2 Comp", name)) {
                        return 0.0;
                    }
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_A_SECOND;
                })
                .orElse(0.0);
    }

    /** Empty if the thread has ended. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
