package io.kindling.kernels.blas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The OpenBLAS in our jar: unpacked into JavaCPP's per-user cache, loaded and told to use one thread.
 *
 * <p>It keeps to itself, as a process may have a second OpenBLAS: MLlib's netlib loads the system's. Two of the same name
 * and with the same symbols would be mixed, which ends in wrong products or in a crash. So what is loaded is a copy that
 * {@linkplain SharedObject#standAlone stands alone}, none of its symbols is made global as JavaCPP's own loading would,
 * and its variables are found by {@linkplain LoadedObject where they lie}.
 */
final class BundledOpenBlas {
    /** What it needs of GCC's libraries, each before who needs it; libquadmath is there on x86 only. */
    private static final String[] NEEDED = {"libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5"};

    private static final String LIBRARY = "libopenblas.so.0";
    private static final String ALONE = "libopenblas-alone.so";
    /** A pointer to the kernels in use, which OpenBLAS chose for the processor; builds for one family have none. */
    private static final String CHOSEN = "gotoblas";

    /** What precedes the family in the names of kernels. */
    private static final String KERNEL = "gotoblas_";

    private static final String THREADS = "blas_cpu_number";

    private BundledOpenBlas() {}

    /**
     * Unpacks and loads it. Throws a linkage error where no build of it fits the machine, and an
     * {@link UncheckedIOException} where it cannot be unpacked.
     */
    static NativeLibrary load() throws BlasUnavailableException {
        try {
            Path folder = Loader.getCacheDir().toPath();
            for (String name : NEEDED) {
                URL resource = resource(name);
                if (resource != null) {
                    Path needed = Loader.cacheResource(resource).toPath();
                    load(needed);
                    folder = needed.getParent();
                }
            }
            URL resource = resource(LIBRARY);
            if (resource == null) {
                throw new BlasUnavailableException("the jar has no OpenBLAS for " + Loader.getPlatform()
                        + ". Take kindling.jar as it is built, with org.bytedeco:openblas for this platform.");
            }
            Path file = folder.resolve(ALONE);
            unpackAlone(resource.openConnection(), file);
            load(file);
            LoadedObject loaded = LoadedObject.of(
                    file, name -> name.equals(THREADS) || name.equals(CHOSEN) || name.startsWith(KERNEL));
            // As openblas_set_num_threads(1) does, and no more; to call it from Java would take native code of our own.
            new IntPointer(loaded.at(THREADS)).put(1);
            String what = openblas_nolapack.OPENBLAS_VERSION.trim() + ", " + kernel(loaded) + ", 1 thread";
            return new NativeLibrary(file, what, what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL resource(String name) {
        return BundledOpenBlas.class.getResource("/org/bytedeco/openblas/" + Loader.getPlatform() + "/" + name);
    }

    private static void load(Path file) throws IOException {
        try {
            System.load(file.toAbsolutePath().toString());
        } catch (UnsatisfiedLinkError e) {
            // Java ties a library to one class loader. If another one has it, it is in the process all the same.
            if (LoadedObject.start(file).isEmpty()) {
                throw e;
            }
        }
    }

    /** Unpacks a copy that stands alone, unless there is one of the resource's size and time. */
    private static void unpackAlone(URLConnection resource, Path file) throws IOException {
        FileTime time = FileTime.fromMillis(
                resource instanceof JarURLConnection jar ? jar.getJarEntry().getTime() : resource.getLastModified());
        if (Files.exists(file)
                && Files.size(file) == resource.getContentLengthLong()
                && Files.getLastModifiedTime(file).equals(time)) {
            return;
        }
        // Another process may be at it, too, or have the old file loaded: so it is written aside, and then renamed.
        Path aside = Files.createTempDirectory(file.getParent(), ALONE).resolve(ALONE);
        try (InputStream in = resource.getInputStream()) {
            Files.copy(in, aside);
            new SharedObject(aside).standAlone();
            Files.setLastModifiedTime(aside, time);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
            Files.delete(aside.getParent());
        }
    }

    private static String kernel(LoadedObject loaded) {
        if (!loaded.symbols().containsKey(CHOSEN)) {
            return "the one kernel for " + Loader.getPlatform();
        }
        long address = new LongPointer(loaded.at(CHOSEN)).get();
        return loaded.symbols().keySet().stream()
                .filter(name -> name.startsWith(KERNEL) && loaded.at(name).address() == address)
                .findFirst()
                .map(name -> "kernel " + name.substring(KERNEL.length()))
                .orElse("a kernel unknown to us");
    }
}
