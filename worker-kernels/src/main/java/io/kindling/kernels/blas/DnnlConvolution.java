package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import io.kindling.kernels.blas.DnnlOperation.Argument;
import java.util.stream.Stream;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;

/**
 * oneDNN's code for the three parts of a convolution of so many pictures, and the memory for them outside of the heap. What
 * they read and write lies in it as ours does, and is laid out as oneDNN likes it best in between. Not thread-safe.
 */
final class DnnlConvolution implements AutoCloseable {
    private final PackedMatrix x = new PackedMatrix();
    private final PackedMatrix y = new PackedMatrix();
    private final PackedMatrix weight = new PackedMatrix();
    private final PackedMatrix bias = new PackedMatrix();
    private final PackedMatrix dx = new PackedMatrix();
    private final PackedMatrix dWeight = new PackedMatrix();
    private final Part forward;
    private final Part inputGradient;
    private final Part weightGradient;

    /** What it is kept by. */
    record Key(ConvolutionShape shape, int rows) {}

    /** An operation and its operands. */
    private record Part(DnnlOperation operation, DnnlOperand first, DnnlOperand second, DnnlOperand result) {
        static Part of(
                dnnl_engine engine,
                dnnl_primitive_desc code,
                DnnlOperand first,
                DnnlOperand second,
                DnnlOperand result,
                Argument... further) {
            Argument[] all = Stream.concat(
                            Stream.of(first, second, result).map(DnnlOperand::argument), Stream.of(further))
                    .toArray(Argument[]::new);
            return new Part(new DnnlOperation(engine, code, all), first, second, result);
        }

        void close() {
            operation.close();
            Stream.of(first, second, result).forEach(DnnlOperand::close);
        }
    }

    DnnlConvolution(dnnl_engine engine, Key key) {
        ConvolutionShape s = key.shape();
        dnnl_memory_desc input = placed(x, dnnl_abcd, key.rows(), s.channels(), s.height(), s.width());
        dnnl_memory_desc filters =
                placed(weight, dnnl_abcd, s.filters(), s.channels(), s.kernelHeight(), s.kernelWidth());
        dnnl_memory_desc addends = placed(bias, dnnl_a, s.filters());
        dnnl_memory_desc output = placed(y, dnnl_abcd, key.rows(), s.filters(), s.outHeight(), s.outWidth());
        dx.reserve(dnnl_memory_desc_get_size(input));
        dWeight.reserve(dnnl_memory_desc_get_size(filters));
        try (DnnlConvolutionCode code = DnnlConvolutionCode.of(engine, s, key.rows())) {
            forward = Part.of(
                    engine,
                    code.forward(),
                    new DnnlOperand(engine, code.forward(), DNNL_ARG_SRC, dnnl_query_src_md, x, input, false),
                    new DnnlOperand(
                            engine, code.forward(), DNNL_ARG_WEIGHTS, dnnl_query_weights_md, weight, filters, false),
                    new DnnlOperand(engine, code.forward(), DNNL_ARG_DST, dnnl_query_dst_md, y, output, true),
                    new Argument(DNNL_ARG_BIAS, addends, bias.start()));
            inputGradient = Part.of(
                    engine,
                    code.input(),
                    new DnnlOperand(engine, code.input(), DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, y, output, false),
                    new DnnlOperand(
                            engine, code.input(), DNNL_ARG_WEIGHTS, dnnl_query_weights_md, weight, filters, false),
                    new DnnlOperand(engine, code.input(), DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, dx, input, true));
            weightGradient = Part.of(
                    engine,
                    code.weight(),
                    new DnnlOperand(engine, code.weight(), DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, y, output, false),
                    new DnnlOperand(engine, code.weight(), DNNL_ARG_SRC, dnnl_query_src_md, x, input, false),
                    new DnnlOperand(
                            engine,
                            code.weight(),
                            DNNL_ARG_DIFF_WEIGHTS,
                            dnnl_query_diff_weights_md,
                            dWeight,
                            filters,
                            true));
        }
        Stream.of(input, filters, addends, output).forEach(layout -> dnnl_memory_desc_destroy(layout));
    }

    /** The layout of numbers that lie row after row, for which the memory is made large enough. */
    private static dnnl_memory_desc placed(PackedMatrix memory, int tag, long... sizes) {
        dnnl_memory_desc layout = new dnnl_memory_desc();
        OneDnn.require(dnnl_memory_desc_create_with_tag(layout, sizes.length, sizes, dnnl_f32, tag));
        memory.reserve(dnnl_memory_desc_get_size(layout));
        return layout;
    }

    /** Pictures that go in. */
    PackedMatrix x() {
        return x;
    }

    /** What comes out, or its gradient. */
    PackedMatrix y() {
        return y;
    }

    PackedMatrix weight() {
        return weight;
    }

    PackedMatrix bias() {
        return bias;
    }

    /** The gradient of {@link #x}. */
    PackedMatrix dx() {
        return dx;
    }

    /** The gradient of the weight, of these pictures alone. */
    PackedMatrix dWeight() {
        return dWeight;
    }

    /** Lays the weight out for {@link #forward}. */
    void layForForward(dnnl_stream stream) {
        forward.second.lay(stream);
    }

    /** Lays the weight out for {@link #inputGradient}. */
    void layForInputGradient(dnnl_stream stream) {
        inputGradient.second.lay(stream);
    }

    /** <em>Overwrites</em> y, from x, bias and the weight laid out before. */
    void forward(dnnl_stream stream) {
        forward.first.lay(stream);
        forward.operation.run(stream);
        forward.result.lay(stream);
    }

    /** <em>Overwrites</em> dx, from y's gradient and the weight laid out before. */
    void inputGradient(dnnl_stream stream) {
        inputGradient.first.lay(stream);
        inputGradient.operation.run(stream);
        inputGradient.result.lay(stream);
    }

    /** <em>Overwrites</em> dWeight, from y's gradient and x. */
    void weightGradient(dnnl_stream stream) {
        weightGradient.first.lay(stream);
        weightGradient.second.lay(stream);
        weightGradient.operation.run(stream);
        weightGradient.result.lay(stream);
    }

    @Override
    public void close() {
        Stream.of(forward, inputGradient, weightGradient).forEach(Part::close);
    }
}
