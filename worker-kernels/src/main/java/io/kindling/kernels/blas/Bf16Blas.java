package io.kindling.kernels.blas;

import io.kindling.kernels.vector.Elementwise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Products by oneDNN with both factors rounded to bfloat16 and sums in float32. Small and thin products, whose way there
 * and back takes longer than they do, stay in float32; which ones follows from the sizes alone.
 */
public final class Bf16Blas implements Blas {
    /** The work of 128 × 128 × 32. */
    static final long LEAST_FLOPS = 1L << 20;
    /** The least of each size. */
    static final int LEAST_SIZE = 8;
    /** Numbers of a packed matrix: 1 GB of bfloat16. */
    private static final long MOST_NUMBERS = 1L << 29;

    /** The longest row or column, of which a band has some hundreds. */
    private static final int LONGEST = 1 << 20;

    private final OneDnn library;
    private final Blas small;
    private final Elementwise loops;
    private final long leastFlops;
    private final int leastSize;
    private final String processor;
    private final Queue<Bf16Workspace> idle = new ConcurrentLinkedQueue<>();

    Bf16Blas(OneDnn library, Blas small, Elementwise loops, long leastFlops, int leastSize) {
        this.library = library;
        this.small = small;
        this.loops = loops;
        this.leastFlops = leastFlops;
        this.leastSize = leastSize;
        this.processor = NativeLibrary.processor();
    }

    /**
     * Loads oneDNN.
     *
     * @param small does the products that stay in float32
     */
    static Bf16Blas load(Blas small, Elementwise loops, long leastFlops, int leastSize)
            throws BlasUnavailableException {
        try {
            Bf16Blas blas = new Bf16Blas(OneDnn.load(), small, loops, leastFlops, leastSize);
            blas.demandOneThread();
            return blas;
        } catch (LinkageError | RuntimeException e) {
            throw new BlasUnavailableException(
                    "oneDNN cannot be loaded (" + e
                            + "). Put org.bytedeco's dnnl and opencl with their linux-x86_64 jars"
                            + " on the class path: see docs/performance.md.",
                    e);
        }
    }

    private void demandOneThread() throws BlasUnavailableException {
        if (!OneThread.keptBy(() -> GemmSpeed.multiplyOnce(this))) {
            throw new BlasUnavailableException("oneDNN would use several threads for one product, as OpenMP was in this"
                    + " process before it. Set OMP_NUM_THREADS=1 in the environment of the JVM.");
        }
    }

    @Override
    public void gemm(
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
            int cStride) {
        if (!pays(m, n, k) || alpha == 0) {
            small.gemm(
                    transposeA,
                    transposeB,
                    m,
                    n,
                    k,
                    alpha,
                    a,
                    aOffset,
                    aStride,
                    b,
                    bOffset,
                    bStride,
                    beta,
                    c,
                    cOffset,
                    cStride);
            return;
        }
        StoredMatrix.require("A", transposeA ? k : m, transposeA ? m : k, a, aOffset, aStride);
        StoredMatrix.require("B", transposeB ? n : k, transposeB ? k : n, b, bOffset, bStride);
        StoredMatrix.require("C", m, n, c, cOffset, cStride);
        // One that throws is not given back: what it holds may be half done.
        Bf16Workspace free = idle.poll();
        Bf16Workspace workspace = free != null ? free : new Bf16Workspace(library, loops);
        workspace.multiply(
                transposeA,
                transposeB,
                m,
                n,
                k,
                alpha,
                a,
                aOffset,
                aStride,
                b,
                bOffset,
                bStride,
                beta,
                c,
                cOffset,
                cStride);
        idle.add(workspace);
    }

    private boolean pays(int m, int n, int k) {
        return m >= leastSize
                && n >= leastSize
                && k >= leastSize
                && 2L * m * n * k >= leastFlops
                && Math.max(n, k) <= LONGEST
                && (long) n * k <= MOST_NUMBERS;
    }

    @Override
    public String name() {
        return "bf16";
    }

    @Override
    public String description() {
        return "bf16, " + library.description() + ", float32 sums, 1 thread; small ones " + small.description();
    }

    @Override
    public String fingerprint() {
        return "bf16 " + library.description() + " on " + processor + ", 1 thread; small " + small.fingerprint();
    }

    @Override
    public boolean repeatable() {
        return small.repeatable();
    }
}
