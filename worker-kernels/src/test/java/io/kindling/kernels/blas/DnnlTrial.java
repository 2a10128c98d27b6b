package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;

import java.lang.ref.Reference;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.FloatPointer;

/** oneDNN's float32 operations on numbers outside of the heap, for the benchmarks that compare them with ours. Frees nothing. */
public final class DnnlTrial {
    private final dnnl_engine engine;
    private final dnnl_stream stream = new dnnl_stream();

    private DnnlTrial(OneDnn library) {
        engine = library.engine();
        OneDnn.require(dnnl_stream_create(stream, engine, dnnl_stream_default_flags));
    }

    /** Loads oneDNN, on one thread. */
    public static DnnlTrial load() {
        try {
            return new DnnlTrial(OneDnn.load());
        } catch (BlasUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    public dnnl_engine engine() {
        return engine;
    }

    /** Numbers that lie with these strides. */
    public static dnnl_memory_desc strided(long[] sizes, long... strides) {
        dnnl_memory_desc layout = new dnnl_memory_desc();
        OneDnn.require(dnnl_memory_desc_create_with_strides(layout, sizes.length, sizes, dnnl_f32, strides));
        return layout;
    }

    /** Numbers that lie row after row, as ours do. */
    public static dnnl_memory_desc plain(long... sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= sizes[axis];
        }
        return strided(sizes, strides);
    }

    /** Numbers that lie as the operation likes best. */
    public static dnnl_memory_desc any(long... sizes) {
        dnnl_memory_desc layout = new dnnl_memory_desc();
        OneDnn.require(dnnl_memory_desc_create_with_tag(layout, sizes.length, sizes, dnnl_f32, dnnl_format_tag_any));
        return layout;
    }

    /** Has an operation end with a ReLU. */
    public static dnnl_primitive_attr withRelu() {
        dnnl_post_ops after = new dnnl_post_ops();
        OneDnn.require(dnnl_post_ops_create(after));
        OneDnn.require(dnnl_post_ops_append_eltwise(after, dnnl_eltwise_relu, 0, 0));
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        OneDnn.require(dnnl_primitive_attr_create(attributes));
        OneDnn.require(dnnl_primitive_attr_set_post_ops(attributes, after));
        return attributes;
    }

    /** Made-up numbers in this layout. */
    public Tensor tensor(dnnl_memory_desc layout) {
        return new Tensor(layout);
    }

    /**
     * An operation on these, which <em>overwrites</em> what it computes.
     *
     * @param arguments by oneDNN's numbers for them
     */
    public Runnable operation(dnnl_primitive_desc description, Map<Integer, Tensor> arguments) {
        DnnlOperation operation = new DnnlOperation(
                engine,
                description,
                arguments.entrySet().stream()
                        .map(argument -> argument.getValue().as(argument.getKey()))
                        .toArray(DnnlOperation.Argument[]::new));
        return () -> {
            try {
                operation.run(stream);
            } finally {
                Reference.reachabilityFence(arguments); // JavaCPP frees the memory of tensors that nobody holds
            }
        };
    }

    /** What lays the numbers of one as the other has them. */
    public Runnable reorder(Tensor from, Tensor to) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        OneDnn.require(dnnl_reorder_primitive_desc_create(
                description, from.layout, engine, to.layout, engine, (dnnl_primitive_attr) null));
        return operation(description, Map.of(DNNL_ARG_FROM, from, DNNL_ARG_TO, to));
    }

    /** Numbers outside of the heap. */
    public static final class Tensor {
        private final dnnl_memory_desc layout;
        private final FloatPointer numbers;

        private Tensor(dnnl_memory_desc layout) {
            this.layout = layout;
            numbers = new FloatPointer(dnnl_memory_desc_get_size(layout) / Float.BYTES);
            for (long i = 0; i < numbers.limit(); i++) {
                numbers.put(i, (i % 17 - 8) / 16f);
            }
        }

        private DnnlOperation.Argument as(int name) {
            return new DnnlOperation.Argument(name, layout, numbers);
        }

        /** Copies numbers in. */
        public void put(float[] from) {
            numbers.put(from, 0, from.length);
        }

        /** Copies numbers out. */
        public void get(float[] to) {
            numbers.get(to, 0, to.length);
        }
    }

    /** Throws where oneDNN says no. */
    public static void require(int status) {
        OneDnn.require(status);
    }
}
