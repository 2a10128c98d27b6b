package io.kindling.kernels.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.presets.javacpp;

/**
 * Makes a library that shares out its work by GNU's OpenMP keep to the calling thread. How many threads OpenMP takes is
 * fixed when it is loaded, by the environment variable {@code OMP_NUM_THREADS}, and later only by calls that a JVM cannot
 * make without native code of its own. So the environment says 1 while the library is loaded, to whoever asks meanwhile:
 * its pointer is set to a longer list and back, and the list itself stays as it is.
 */
final class OneThread {
    /** The C library's pointer to the environment: addresses of {@code NAME=value}, then 0. */
    private static final String ENVIRONMENT = "environ";

    private static final String VARIABLE = "OMP_NUM_THREADS=1";
    private static final Path THREADS = Path.of("/proc/self/task");
    /** Threads of OpenMP bear the name of the one that made them; Linux keeps 15 bytes of it. */
    private static final String TRIAL = "kindling-trial";

    private OneThread() {}

    /** Runs what loads a library; one at a time, as the environment is the process's. */
    static synchronized <T> T whileLoading(Supplier<T> loading) {
        Loader.load(javacpp.class);
        Pointer variable = Loader.addressof(ENVIRONMENT);
        if (variable == null) {
            return loading.get();
        }
        LongPointer environment = new LongPointer(variable);
        long before = environment.get();
        int count = 0;
        LongPointer list = new LongPointer(new Address(before));
        while (before != 0 && list.get(count) != 0) {
            count++;
        }
        try (BytePointer added = new BytePointer(VARIABLE);
                LongPointer longer = new LongPointer(count + 2L)) {
            longer.put(0, added.address()); // the first of a name counts
            for (int i = 0; i < count; i++) {
                longer.put(i + 1L, list.get(i));
            }
            longer.put(count + 1L, 0);
            environment.put(longer.address());
            try {
                return loading.get();
            } finally {
                environment.put(before);
            }
        }
    }

    /**
     * Whether work stays on the thread that calls for it; if OpenMP was in the process before, it has made up its mind.
     * Runs the work on a thread of its own and counts what has come of it.
     */
    static boolean keptBy(Runnable work) {
        long[] count = new long[1];
        Thread trial = new Thread(
                () -> {
                    work.run();
                    count[0] = threads();
                },
                TRIAL);
        trial.start();
        boolean interrupted = false;
        while (trial.isAlive()) {
            try {
                trial.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return count[0] == 1;
    }

    private static long threads() {
        try (Stream<Path> all = Files.list(THREADS)) {
            return all.filter(OneThread::onTrial).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean onTrial(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip().equals(TRIAL);
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }
}
