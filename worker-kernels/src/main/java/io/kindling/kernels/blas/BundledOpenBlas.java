package io.kindling.kernels.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The OpenBLAS in our jar: unpacked into a per-user cache, loaded once per process and told to use one thread.
 *
 * <p>It is the build without LAPACK that is loaded. The full one would put a second copy into the process, and the
 * number of threads would be set on the wrong one.
 */
final class BundledOpenBlas {
    /** Processor families for which OpenBLAS has kernels of its own on x86. */
    private static final String[] KERNELS = {
        "SAPPHIRERAPIDS",
        "COOPERLAKE",
        "SKYLAKEX",
        "ZEN",
        "HASWELL",
        "EXCAVATOR",
        "STEAMROLLER",
        "PILEDRIVER",
        "BULLDOZER",
        "SANDYBRIDGE",
        "BARCELONA",
        "NEHALEM",
        "CORE2",
        "PRESCOTT"
    };

    private BundledOpenBlas() {}

    /** Unpacks and loads it. Throws a linkage error where no build of it fits the machine. */
    static NativeLibrary load() throws BlasUnavailableException {
        Path bridge = Path.of(Loader.load(openblas_nolapack.class));
        openblas_nolapack.blas_set_num_threads(1);
        String what = openblas_nolapack.OPENBLAS_VERSION.trim() + ", " + kernel() + ", " + threads();
        return new NativeLibrary(beside(bridge), what, what);
    }

    private static Path beside(Path bridge) throws BlasUnavailableException {
        try (Stream<Path> files = Files.list(bridge.toAbsolutePath().getParent())) {
            return files.filter(file -> file.getFileName().toString().startsWith("libopenblas_nolapack"))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new BlasUnavailableException("the bundled OpenBLAS is not beside " + bridge
                            + ", where it was unpacked. Delete that folder, so that it is unpacked anew."));
        } catch (IOException e) {
            throw new BlasUnavailableException("cannot list the folder of " + bridge + ": " + e.getMessage() + ".", e);
        }
    }

    /** OpenBLAS keeps a pointer to the kernels that it chose for the processor; builds for one family have none. */
    private static String kernel() {
        Pointer chosen = Loader.addressof("gotoblas");
        if (chosen == null) {
            return "the one kernel for " + Loader.getPlatform();
        }
        long address = new LongPointer(chosen).get();
        for (String kernel : KERNELS) {
            Pointer candidate = Loader.addressof("gotoblas_" + kernel);
            if (candidate != null && candidate.address() == address) {
                return "kernel " + kernel;
            }
        }
        return "a kernel unknown to us";
    }

    private static String threads() {
        Pointer inUse = Loader.addressof("blas_cpu_number");
        int threads = inUse == null ? 1 : new IntPointer(inUse).get();
        return threads == 1 ? "1 thread" : threads + " threads";
    }
}
