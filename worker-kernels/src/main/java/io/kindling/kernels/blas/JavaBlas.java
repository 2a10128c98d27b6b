package io.kindling.kernels.blas;

/** Products by netlib's plain Java twin: works everywhere, at a tenth of a native library's speed. */
public final class JavaBlas extends CutBlas {
    /** The work of 512 × 512 × 256: netlib's own packing slows down fivefold on products far larger. */
    private static final long PIECE_FLOPS = 2L * 512 * 512 * 256;

    private JavaBlas(SplitProduct product) {
        super(product);
    }

    static JavaBlas load() throws BlasUnavailableException {
        try {
            return new JavaBlas(new SplitProduct(Netlib.java(), PIECE_FLOPS));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            throw new BlasUnavailableException(
                    "netlib's Java twin cannot be loaded (" + e
                            + "). Put dev.ludovic.netlib:blas 3, which Spark brings, on the class path.",
                    e);
        }
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public String description() {
        return "java, netlib in plain Java, 1 thread";
    }

    @Override
    public String fingerprint() {
        return "java";
    }
}
