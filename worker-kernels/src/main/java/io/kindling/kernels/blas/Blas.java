package io.kindling.kernels.blas;

import java.util.List;
import java.util.Optional;

/**
 * The matrix product, in single precision and row-major. Thread-safe; one call runs on one thread, so that tasks and not
 * the library share out the cores.
 *
 * <p>Where it is {@link #repeatable}, two calls with the same numbers give the same bits, whatever the thread, the
 * offsets and the time, as long as the {@link #fingerprint} is the same.
 */
public sealed interface Blas permits CutBlas, Bf16Blas {
    /**
     * {@code C = alpha · op(A) · op(B) + beta · C}, where op transposes or not. Row-major: element (i, j) of a matrix
     * lies at {@code offset + i · stride + j}, the stride being at least the stored matrix's width.
     *
     * @param transposeA whether A is stored as [k, m] (true) or as [m, k]
     * @param transposeB whether B is stored as [n, k] (true) or as [k, n]
     * @param m rows of C; may be 0
     * @param n columns of C; may be 0
     * @param k the summed length; with 0 C becomes {@code beta · C}
     * @param beta 0 <em>overwrites</em> C (whatever it held, NaN included), 1 <em>adds to</em> it
     * @param c must not share numbers with A or B
     * @throws IllegalArgumentException if a size is negative or a stride is less than its matrix's width
     * @throws IndexOutOfBoundsException if a matrix does not lie within its array
     */
    void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float beta,
            float[] c,
            int cOffset,
            int cStride);

    /**
     * The same products for one thread at a time, which may keep what they make of {@link #keep kept} numbers. This one
     * where there is nothing to keep.
     */
    default Blas forOneThread() {
        return this;
    }

    /**
     * Tells those {@link #forOneThread for one thread} that numbers stay as they are until the next call of this method, and
     * that all those told before may have changed.
     *
     * @param numbers compared by identity; null for none
     */
    default void keep(float[] numbers) {}

    /** {@code native}, {@code vector} or {@code java}, which {@code kindling.blas} takes; or {@code bf16}. */
    String name();

    /** For people: library, version, processor kernel, threads. */
    String description();

    /** What the bits of a product depend on. */
    String fingerprint();

    /** Whether the same product always has the same bits. */
    default boolean repeatable() {
        return true;
    }

    /**
     * The fastest that works here, or the one that the system property {@code kindling.blas} forces; chosen, and logged
     * in one line, once per JVM. The system property {@code kindling.blas.library} names a BLAS library file to be loaded
     * instead of the bundled OpenBLAS.
     *
     * @throws IllegalArgumentException if {@code kindling.blas} names none of the three
     * @throws IllegalStateException if the forced one does not work here; the message says why and what to do
     */
    static Blas best() {
        return BlasChoice.ofThisJvm().blas();
    }

    /**
     * The fastest that may round both factors to bfloat16, which keeps 8 bits of precision; sums stay in float32. Where
     * oneDNN is missing or the processor has no such products it is {@link #best}, which one line of the log says.
     */
    static Blas bf16() {
        return Bf16Choice.ofThisJvm();
    }

    /** Why {@link #bf16} is no other than {@link #best}: the cause and the cure. Empty where it is. */
    static Optional<String> hindranceOfBf16() {
        return Bf16Choice.hindrance();
    }

    /** Why {@link #best} is what it is: if better ones do not work, the cause and the cure. */
    static String reason() {
        return BlasChoice.ofThisJvm().reason();
    }

    /** All that work here, the fastest first; each call loads them anew. */
    static List<Blas> available() {
        return BlasChoice.available();
    }
}
