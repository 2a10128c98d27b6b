package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;

import java.util.stream.Stream;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Which code oneDNN has for the three parts of a convolution of so many pictures, each on numbers that lie as it likes best.
 *
 * @param forward the output, with a bias
 * @param input the gradient of the input
 * @param weight the gradient of the weight
 */
record DnnlConvolutionCode(dnnl_primitive_desc forward, dnnl_primitive_desc input, dnnl_primitive_desc weight)
        implements AutoCloseable {
    static DnnlConvolutionCode of(dnnl_engine engine, ConvolutionShape shape, int rows) {
        return DnnlOperation.withAttributes(attributes -> of(engine, shape, rows, attributes));
    }

    private static DnnlConvolutionCode of(
            dnnl_engine engine, ConvolutionShape shape, int rows, dnnl_primitive_attr attributes) {
        DnnlConvolutionCode code = new DnnlConvolutionCode(
                new dnnl_primitive_desc(), new dnnl_primitive_desc(), new dnnl_primitive_desc());
        dnnl_memory_desc x = any(rows, shape.channels(), shape.height(), shape.width());
        dnnl_memory_desc w = any(shape.filters(), shape.channels(), shape.kernelHeight(), shape.kernelWidth());
        dnnl_memory_desc bias = any(shape.filters());
        dnnl_memory_desc y = any(rows, shape.filters(), shape.outHeight(), shape.outWidth());
        long[] strides = {shape.strideDown(), shape.strideRight()};
        long[] between = {shape.dilationDown() - 1L, shape.dilationRight() - 1L};
        long[] before = {shape.top(), shape.left()};
        long[] behind = {shape.bottom(), shape.right()};
        OneDnn.require(dnnl_convolution_forward_primitive_desc_create(
                code.forward,
                engine,
                dnnl_forward_training,
                dnnl_convolution_direct,
                x,
                w,
                bias,
                y,
                strides,
                between,
                before,
                behind,
                attributes));
        OneDnn.require(dnnl_convolution_backward_data_primitive_desc_create(
                code.input,
                engine,
                dnnl_convolution_direct,
                x,
                w,
                y,
                strides,
                between,
                before,
                behind,
                code.forward,
                attributes));
        OneDnn.require(dnnl_convolution_backward_weights_primitive_desc_create(
                code.weight,
                engine,
                dnnl_convolution_direct,
                x,
                w,
                null,
                y,
                strides,
                between,
                before,
                behind,
                code.forward,
                attributes));
        Stream.of(x, w, bias, y).forEach(layout -> dnnl_memory_desc_destroy(layout));
        return code;
    }

    private static dnnl_memory_desc any(long... sizes) {
        dnnl_memory_desc layout = new dnnl_memory_desc();
        OneDnn.require(dnnl_memory_desc_create_with_tag(layout, sizes.length, sizes, dnnl_f32, dnnl_format_tag_any));
        return layout;
    }

    /** Whether all of it is made for the processor, and none is the reference, which takes hundreds of times as long. */
    boolean isCompiled() {
        return Stream.of(forward, input, weight)
                .map(DnnlConvolutionCode::name)
                .allMatch(name -> name.startsWith("jit:") || name.startsWith("brg"));
    }

    /** Such as {@code jit:avx512_core}. */
    private static String name(dnnl_primitive_desc description) {
        try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
            OneDnn.require(dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, name));
            return name.get(BytePointer.class, 0).getString();
        }
    }

    @Override
    public void close() {
        Stream.of(input, weight, forward).forEach(description -> dnnl_primitive_desc_destroy(description));
    }
}
