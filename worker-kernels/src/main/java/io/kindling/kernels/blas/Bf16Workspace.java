package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;

import io.kindling.kernels.vector.Elementwise;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_stream;

/**
 * What one product at a time needs: memory outside of the heap, and oneDNN's code by shape. A product is done in bands
 * of rows, so that what is on its way stays in the second-level cache. Not thread-safe.
 */
final class Bf16Workspace {
    /** Numbers of a band of A or C. */
    private static final int BAND = 1 << 20;
    /** Rows of a band at least: B is read anew for each. */
    private static final int LEAST_ROWS = 256;

    private static final int TILE = 32;
    /** Shapes whose code is kept; a network has some dozens. */
    private static final int MOST_SHAPES = 256;

    private final OneDnn library;
    private final Elementwise loops;
    private final dnnl_stream stream = new dnnl_stream();
    private final PackedMatrix left = new PackedMatrix();
    private final PackedMatrix right = new PackedMatrix();
    private final PackedMatrix sums = new PackedMatrix();
    private final Map<DnnlProduct.Shape, DnnlOperation> products = new HashMap<>();

    Bf16Workspace(OneDnn library, Elementwise loops) {
        this.library = library;
        this.loops = loops;
        OneDnn.require(dnnl_stream_create(stream, library.engine(), dnnl_stream_default_flags));
    }

    /**
     * As {@link Blas#gemm}.
     *
     * @param kept what is rounded of B already, or is to be kept of it; null for nothing
     */
    void multiply(
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
            int cStride,
            KeptRoundings kept) {
        int band = Math.min(m, Math.max(LEAST_ROWS, BAND / Math.max(n, k) / TILE * TILE));
        int bRows = transposeB ? n : k;
        int bColumns = transposeB ? k : n;
        Optional<PackedMatrix> ready = kept == null ? Optional.empty() : kept.of(b, bOffset, bStride, bRows, bColumns);
        reserve((long) band * k, ready.isPresent() ? 0 : (long) k * n, (long) band * n);
        if (ready.isEmpty()) {
            right.round(loops, b, bOffset, bStride, bRows, bColumns);
        }
        PackedMatrix factor = ready.orElse(right);
        for (int i = 0; i < m; i += band) {
            int rows = Math.min(band, m - i);
            if (transposeA) {
                left.round(loops, a, aOffset + i, aStride, k, rows);
            } else {
                left.round(loops, a, aOffset + i * aStride, aStride, rows, k);
            }
            DnnlOperation product = product(new DnnlProduct.Shape(transposeA, transposeB, rows, n, k));
            product.place(DnnlProduct.RIGHT, factor.start());
            product.run(stream);
            sums.addTo(loops, alpha, beta, c, cOffset + i * cStride, cStride, rows, n);
        }
    }

    private void reserve(long a, long b, long c) {
        boolean moved = left.reserve(a * Short.BYTES);
        moved |= right.reserve(b * Short.BYTES);
        moved |= sums.reserve(c * Float.BYTES);
        if (moved || products.size() > MOST_SHAPES) {
            products.values().forEach(DnnlOperation::close);
            products.clear();
        }
    }

    private DnnlOperation product(DnnlProduct.Shape shape) {
        return products.computeIfAbsent(
                shape, absent -> DnnlProduct.of(library.engine(), shape, left.start(), right.start(), sums.start()));
    }
}
