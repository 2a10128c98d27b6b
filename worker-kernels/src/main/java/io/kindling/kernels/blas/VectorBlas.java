package io.kindling.kernels.blas;

import jdk.incubator.vector.FloatVector;

/**
 * Products by netlib's Vector API twin: a third to a quarter of a native library's speed. It needs no native code, but a
 * JVM with the module {@code jdk.incubator.vector}, which Spark 4 asks for by itself.
 *
 * <p>It sums the lanes of vectors in an order that Java leaves open. Up to Java 21 that is lane by lane; a later
 * compiler takes another order than the interpreter, so that the last bits change while the JVM warms up.
 */
public final class VectorBlas extends CutBlas {
    /** The work of 512 × 512 × 256: netlib's own packing slows down tenfold on products far larger. */
    private static final long PIECE_FLOPS = 2L * 512 * 512 * 256;

    private static final int LAST_JAVA_IN_ORDER = 21;
    private static final String MODULE = "jdk.incubator.vector";

    private final int bits;

    private VectorBlas(SplitProduct product, int bits) {
        super(product);
        this.bits = bits;
    }

    static VectorBlas load() throws BlasUnavailableException {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            throw new BlasUnavailableException(
                    "the module " + MODULE + " is missing. Start the JVM with --add-modules=" + MODULE + ".");
        }
        try {
            return new VectorBlas(
                    new SplitProduct(Netlib.vector(), PIECE_FLOPS), FloatVector.SPECIES_MAX.vectorBitSize());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            throw new BlasUnavailableException(
                    "netlib's Vector API twin cannot be loaded (" + e + "). It is made for Java 17 to 25.", e);
        }
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "vector, netlib by the Vector API with " + bits + " bits, 1 thread";
    }

    @Override
    public String fingerprint() {
        return "vector " + bits + " bits, Java " + Runtime.version().feature();
    }

    @Override
    public boolean repeatable() {
        return Runtime.version().feature() <= LAST_JAVA_IN_ORDER;
    }
}
