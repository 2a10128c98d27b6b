package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;

import io.kindling.kernels.blas.DnnlOperation.Argument;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.Pointer;

/**
 * oneDNN's code for products of one shape, {@code C = op(A) · op(B)} of bfloat16 numbers with float32 sums, on matrices at
 * fixed places that lie row after row without gaps. <em>Overwrites</em> C.
 */
final class DnnlProduct {
    /** Which of the operation's arguments B is. */
    static final int RIGHT = 1;

    private DnnlProduct() {}

    /** The sizes are {@link Blas#gemm}'s. */
    record Shape(boolean transposeA, boolean transposeB, int m, int n, int k) {}

    static DnnlOperation of(dnnl_engine engine, Shape shape, Pointer a, Pointer b, Pointer c) {
        dnnl_memory_desc left = matrix(dnnl_bf16, shape.m(), shape.k(), shape.transposeA());
        dnnl_memory_desc right = matrix(dnnl_bf16, shape.k(), shape.n(), shape.transposeB());
        dnnl_memory_desc sums = matrix(dnnl_f32, shape.m(), shape.n(), false);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(DnnlOperation.withAttributes(attributes ->
                dnnl_matmul_primitive_desc_create(description, engine, left, right, null, sums, attributes)));
        DnnlOperation product = new DnnlOperation(
                engine,
                description,
                new Argument(DNNL_ARG_SRC, left, a),
                new Argument(DNNL_ARG_WEIGHTS, right, b),
                new Argument(DNNL_ARG_DST, sums, c));
        dnnl_primitive_desc_destroy(description);
        dnnl_memory_desc_destroy(left);
        dnnl_memory_desc_destroy(right);
        dnnl_memory_desc_destroy(sums);
        return product;
    }

    private static dnnl_memory_desc matrix(int type, long rows, long columns, boolean transposed) {
        dnnl_memory_desc matrix = new dnnl_memory_desc();
        long[] strides = transposed ? new long[] {1, rows} : new long[] {columns, 1};
        OneDnn.require(dnnl_memory_desc_create_with_strides(
                matrix, strides.length, new long[] {rows, columns}, type, strides));
        return matrix;
    }
}
