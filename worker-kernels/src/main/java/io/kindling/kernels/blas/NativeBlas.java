package io.kindling.kernels.blas;

import java.nio.file.Path;

/**
 * Products by a native library through netlib's JNI bridge, which reads and writes Java's arrays in place. The garbage
 * collector may have to wait for such a call (before JDK 22, with G1, all threads that allocate wait with it), so long
 * products are cut.
 */
public final class NativeBlas extends CutBlas {
    /** About 7 ms of work for a core with AVX-512, 20 ms without. */
    private static final long PIECE_FLOPS = 1L << 30;

    private final NativeLibrary library;

    private NativeBlas(SplitProduct product, NativeLibrary library) {
        super(product);
        this.library = library;
    }

    /**
     * Loads the bundled OpenBLAS, or another library.
     *
     * @param file another library's file; null for the bundled one
     */
    static NativeBlas load(String file) throws BlasUnavailableException {
        String platform = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
        if (!Netlib.hasBridge(platform)) {
            throw new BlasUnavailableException(
                    "netlib has no native bridge for " + platform + ", only for Linux on amd64 and aarch64.");
        }
        try {
            NativeLibrary library = file == null
                    ? BundledOpenBlas.load()
                    : NativeLibrary.at(Path.of(file).toAbsolutePath(), System.getenv());
            return new NativeBlas(new SplitProduct(Netlib.bridge(library.file()), PIECE_FLOPS), library);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            throw new BlasUnavailableException(
                    (file == null ? "the bundled OpenBLAS" : file) + " cannot be loaded (" + rootOf(e) + "). "
                            + (file == null
                                    ? "Give the user a writable home, or a folder by -Dorg.bytedeco.javacpp.cachedir, from which libraries may be loaded."
                                    : "It must be a BLAS library with Fortran's names (sgemm_) whose own dependencies are found; ldd shows them."),
                    e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public String name() {
        return "native";
    }

    @Override
    public String description() {
        return "native, " + library.description();
    }

    @Override
    public String fingerprint() {
        return "native " + library.fingerprint();
    }
}
