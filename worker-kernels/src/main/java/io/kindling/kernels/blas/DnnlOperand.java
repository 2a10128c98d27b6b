package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;

import io.kindling.kernels.blas.DnnlOperation.Argument;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;

/**
 * A factor or the result of an operation that has its numbers lie as it likes best, and what lays them out so, or back as
 * ours lie, where these are not the same. Not thread-safe.
 */
final class DnnlOperand implements AutoCloseable {
    private final Argument argument;
    private final PackedMatrix laid = new PackedMatrix();
    private final Optional<DnnlOperation> laying;

    /**
     * Of an operation that is to be made.
     *
     * @param code the operation's; must outlive the making
     * @param name oneDNN's number for the operand
     * @param query oneDNN's number for its layout
     * @param ours where the numbers lie row after row; made large enough, and must not move
     * @param layout how they lie there; the caller's
     * @param isResult whether the operation writes it
     */
    DnnlOperand(
            dnnl_engine engine,
            dnnl_primitive_desc code,
            int name,
            int query,
            PackedMatrix ours,
            dnnl_memory_desc layout,
            boolean isResult) {
        dnnl_memory_desc best = dnnl_primitive_desc_query_md(code, query, 0); // belongs to the code
        if (dnnl_memory_desc_equal(layout, best) != 0) {
            argument = new Argument(name, layout, ours.start());
            laying = Optional.empty();
            return;
        }
        laid.reserve(dnnl_memory_desc_get_size(best));
        argument = new Argument(name, best, laid.start());
        dnnl_memory_desc from = isResult ? best : layout;
        dnnl_memory_desc to = isResult ? layout : best;
        dnnl_primitive_desc turning = new dnnl_primitive_desc();
        OneDnn.require(DnnlOperation.withAttributes(
                attributes -> dnnl_reorder_primitive_desc_create(turning, from, engine, to, engine, attributes)));
        laying = Optional.of(new DnnlOperation(
                engine,
                turning,
                new Argument(DNNL_ARG_FROM, from, isResult ? laid.start() : ours.start()),
                new Argument(DNNL_ARG_TO, to, isResult ? ours.start() : laid.start())));
        dnnl_primitive_desc_destroy(turning);
    }

    /** For the operation. */
    Argument argument() {
        return argument;
    }

    /** Lays a factor out before the operation, or a result back behind it. */
    void lay(dnnl_stream stream) {
        laying.ifPresent(operation -> operation.run(stream));
    }

    @Override
    public void close() {
        laying.ifPresent(DnnlOperation::close);
    }
}
