package io.kindling.kernels.blas;

import io.kindling.kernels.vector.Elementwise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Products by oneDNN with both factors rounded to bfloat16 and sums in float32. Small and thin products, whose way there
 * and back takes longer than they save, stay in float32; which ones follows from the sizes and the kind of processor.
 */
public final class Bf16Blas implements Blas {
    private static final String NO_BFLOAT16 =
            "This processor has neither AMX nor AVX-512 BF16, without which bfloat16 is no faster than float32.";

    /** The work of 128 × 128 × 32. */
    private static final long LEAST_FLOPS = 1L << 20;
    /** How often each number of A, B and C takes part in a multiplication at least, on the mean, where there is AMX. */
    private static final int LEAST_USES = 7;
    /** The same where there is AVX-512 BF16 alone, whose products save less of what rounding and copying takes. */
    private static final int LEAST_USES_BY_AVX512 = 27;
    /** Numbers of a packed matrix: 1 GB of bfloat16. */
    private static final long MOST_NUMBERS = 1L << 29;

    /** The longest row or column, of which a band has some hundreds. */
    private static final int LONGEST = 1 << 20;

    private final OneDnn library;
    private final Blas small;
    private final Elementwise loops;
    private final long leastFlops;
    private final int leastUses;
    private final String processor;
    private final Queue<Bf16Workspace> idle;
    /** Of one thread; null where there may be several. */
    private final KeptRoundings kept;

    Bf16Blas(OneDnn library, Blas small, Elementwise loops, long leastFlops, int leastUses) {
        this(library, small, loops, leastFlops, leastUses, Processor.model(), new ConcurrentLinkedQueue<>(), null);
    }

    private Bf16Blas(
            OneDnn library,
            Blas small,
            Elementwise loops,
            long leastFlops,
            int leastUses,
            String processor,
            Queue<Bf16Workspace> idle,
            KeptRoundings kept) {
        this.library = library;
        this.small = small;
        this.loops = loops;
        this.leastFlops = leastFlops;
        this.leastUses = leastUses;
        this.processor = processor;
        this.idle = idle;
        this.kept = kept;
    }

    /**
     * Loads oneDNN, for products that are the faster for it.
     *
     * @param small does the others
     */
    static Bf16Blas load(Blas small, Elementwise loops) throws BlasUnavailableException {
        OneDnn library = library();
        int leastUses = library.hasAmx() ? LEAST_USES : LEAST_USES_BY_AVX512;
        return onOneThread(new Bf16Blas(library, small, loops, LEAST_FLOPS, leastUses));
    }

    /** For all products, even where that makes them slower. */
    static Bf16Blas loadForAll(Blas small, Elementwise loops) throws BlasUnavailableException {
        return onOneThread(new Bf16Blas(library(), small, loops, 0, 0));
    }

    private static OneDnn library() throws BlasUnavailableException {
        if (!Processor.multipliesBfloat16()) {
            throw new BlasUnavailableException(NO_BFLOAT16);
        }
        OneDnn library = OneDnn.load();
        if (!library.hasBfloat16()) {
            throw new BlasUnavailableException(NO_BFLOAT16);
        }
        return library;
    }

    private static Bf16Blas onOneThread(Bf16Blas blas) throws BlasUnavailableException {
        OneDnn.requireOneThread(() -> GemmSpeed.multiplyOnce(blas));
        return blas;
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
                cStride,
                kept);
        idle.add(workspace);
    }

    @Override
    public Blas forOneThread() {
        return new Bf16Blas(library, small, loops, leastFlops, leastUses, processor, idle, new KeptRoundings(loops));
    }

    @Override
    public void keep(float[] numbers) {
        if (kept != null) {
            kept.keep(numbers);
        }
    }

    private boolean pays(int m, int n, int k) {
        long multiplications = (long) m * n * k;
        long numbers = (long) m * k + (long) k * n + (long) m * n;
        return multiplications > 0
                && 2 * multiplications >= leastFlops
                && multiplications >= leastUses * numbers
                && Math.max(n, k) <= LONGEST
                && (long) n * k <= MOST_NUMBERS;
    }

    @Override
    public String name() {
        return "bf16";
    }

    @Override
    public String description() {
        return "bf16, " + libraryAndInstructions() + ", float32 sums, 1 thread; small ones " + small.description();
    }

    @Override
    public String fingerprint() {
        return "bf16 " + libraryAndInstructions() + " on " + processor + ", 1 thread; small " + small.fingerprint();
    }

    private String libraryAndInstructions() {
        return library.version() + ", " + (library.hasAmx() ? "AMX" : "AVX-512 BF16");
    }

    @Override
    public boolean repeatable() {
        return small.repeatable();
    }
}
