package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * oneDNN's code for products of one shape, {@code C = op(A) · op(B)} of bfloat16 numbers with float32 sums, on matrices at
 * fixed places that lie row after row without gaps. Not thread-safe.
 */
final class DnnlProduct implements AutoCloseable {
    private static final int ARGUMENTS = 4;

    private final dnnl_primitive primitive = new dnnl_primitive();
    private final BytePointer scratchpad;
    private final dnnl_memory[] memories = new dnnl_memory[ARGUMENTS];
    private final dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(ARGUMENTS);

    /** The sizes are {@link Blas#gemm}'s. */
    record Shape(boolean transposeA, boolean transposeB, int m, int n, int k) {}

    DnnlProduct(dnnl_engine engine, Shape shape, Pointer a, Pointer b, Pointer c) {
        dnnl_memory_desc left = matrix(dnnl_bf16, shape.m(), shape.k(), shape.transposeA());
        dnnl_memory_desc right = matrix(dnnl_bf16, shape.k(), shape.n(), shape.transposeB());
        dnnl_memory_desc sums = matrix(dnnl_f32, shape.m(), shape.n(), false);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        // oneDNN's own scratchpad belongs to the thread that made the primitive, but products pass from thread to
        // thread.
        dnnl_primitive_attr own = new dnnl_primitive_attr();
        OneDnn.require(dnnl_primitive_attr_create(own));
        OneDnn.require(dnnl_primitive_attr_set_scratchpad_mode(own, dnnl_scratchpad_mode_user));
        OneDnn.require(dnnl_matmul_primitive_desc_create(description, engine, left, right, null, sums, own));
        dnnl_primitive_attr_destroy(own);
        OneDnn.require(dnnl_primitive_create(primitive, description));
        argument(0, DNNL_ARG_SRC, engine, left, a);
        argument(1, DNNL_ARG_WEIGHTS, engine, right, b);
        argument(2, DNNL_ARG_DST, engine, sums, c);
        dnnl_memory_desc scratch = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
        scratchpad = new BytePointer(Math.max(1, dnnl_memory_desc_get_size(scratch)));
        argument(3, DNNL_ARG_SCRATCHPAD, engine, scratch, scratchpad);
        dnnl_primitive_desc_destroy(description);
        dnnl_memory_desc_destroy(left);
        dnnl_memory_desc_destroy(right);
        dnnl_memory_desc_destroy(sums);
    }

    private static dnnl_memory_desc matrix(int type, long rows, long columns, boolean transposed) {
        dnnl_memory_desc matrix = new dnnl_memory_desc();
        long[] strides = transposed ? new long[] {1, rows} : new long[] {columns, 1};
        OneDnn.require(dnnl_memory_desc_create_with_strides(
                matrix, strides.length, new long[] {rows, columns}, type, strides));
        return matrix;
    }

    private void argument(int index, int name, dnnl_engine engine, dnnl_memory_desc matrix, Pointer at) {
        memories[index] = new dnnl_memory();
        OneDnn.require(dnnl_memory_create(memories[index], matrix, engine, at));
        arguments.position(index).arg(name).memory(memories[index]);
        arguments.position(0);
    }

    /** <em>Overwrites</em> C. */
    void run(dnnl_stream stream) {
        OneDnn.require(dnnl_primitive_execute(primitive, stream, ARGUMENTS, arguments));
    }

    @Override
    public void close() {
        dnnl_primitive_destroy(primitive);
        for (dnnl_memory memory : memories) {
            dnnl_memory_destroy(memory);
        }
        arguments.close();
        scratchpad.close();
    }
}
