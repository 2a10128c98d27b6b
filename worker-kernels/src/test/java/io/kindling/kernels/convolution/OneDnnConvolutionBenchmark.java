package io.kindling.kernels.convolution;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.blas.DnnlTrial;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Convolutions as in a LeNet-like and in residual networks, in float32, one thread, microseconds for so many rows:
 * ours, and oneDNN's on numbers outside of the heap, which lie with the
 * channels last or as oneDNN likes best (as ours lie, channels first, it takes hundreds of times as long); and what it takes to lay
 * them out so and to copy them between Java's arrays and there. Forward with bias and ReLU; the way back without the ReLU's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class OneDnnConvolutionBenchmark {
    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    /** Rows, channels, filters, height and width of the picture, height and width of the filters. */
    @Param({"16x32x64x14x5", "16x1x32x28x5", "16x16x16x28x3", "16x32x32x14x3", "16x64x64x7x3", "16x16x32x14x1"})
    public String size;

    /** The weight's gradient includes the bias's; the gradient of the input is taken by ours after the weight's only. */
    @Param({"forward", "input", "weight"})
    public String part;

    private Layer layer;
    private Pass pass;
    private float[] parameters;
    private float[] dParameters;
    private Matrix x;
    private Matrix y;
    private Matrix dy;
    private Matrix dx;
    private Backward back;
    private DnnlTrial trial;
    private long[] padding;
    private Laid channelsLast;
    private Laid best;
    private DnnlTrial.Tensor first;
    private DnnlTrial.Tensor second;
    private DnnlTrial.Tensor third;
    private List<Runnable> reorders;

    /** An operation and its first factor, second factor and result. */
    private record Laid(Runnable operation, DnnlTrial.Tensor first, DnnlTrial.Tensor second, DnnlTrial.Tensor result) {}

    @Setup
    public void prepare() {
        int[] sizes =
                Arrays.stream(size.split("x", 5)).mapToInt(Integer::parseInt).toArray();
        int rows = sizes[0];
        int channels = sizes[1];
        int filters = sizes[2];
        int side = sizes[3];
        int kernel = sizes[4];
        padding = new long[] {kernel / 2, kernel / 2};
        Shape input = Shape.of(channels, side, side);
        Conv2d convolution = new Conv2d(filters, kernel).withPadding(Padding.SAME);
        layer = part.equals("forward") ? convolution.fusedWith(new Relu()).orElseThrow() : convolution;
        pass = new Pass(Kernels.best()).begin(true, 1, new long[rows]);
        parameters = Numeric.random(convolution.parameterCount(input), 1);
        dParameters = new float[parameters.length];
        x = Matrix.of(Numeric.random(rows * input.size(), 2), rows, input);
        y = Matrix.zeros(rows, layer.outputShape(input));
        dy = Matrix.of(Numeric.random(y.size(), 3), rows, y.shape());
        dx = part.equals("input") ? Matrix.zeros(rows, input) : null;
        back = layer.forward(pass, Slice.of(parameters), x, y);
        trial = DnnlTrial.load();
        long[] source = {rows, channels, side, side};
        long[] weight = {filters, channels, kernel, kernel};
        long[] result = {rows, filters, side, side};
        channelsLast = laid(channelsLast(source), DnnlTrial.any(weight), channelsLast(result), filters);
        best = laid(DnnlTrial.any(source), DnnlTrial.any(weight), DnnlTrial.any(result), filters);
        first = trial.tensor(DnnlTrial.plain(part.equals("forward") ? source : result));
        second = trial.tensor(DnnlTrial.plain(part.equals("weight") ? source : weight));
        third = trial.tensor(DnnlTrial.plain(
                switch (part) {
                    case "forward" -> result;
                    case "input" -> source;
                    default -> weight;
                }));
        reorders = List.of(
                trial.reorder(first, best.first),
                trial.reorder(second, best.second),
                trial.reorder(best.result, third));
    }

    private static dnnl_memory_desc channelsLast(long... sizes) {
        long row = sizes[3] * sizes[1];
        return DnnlTrial.strided(sizes, sizes[2] * row, 1, row, sizes[1]);
    }

    private Laid laid(dnnl_memory_desc source, dnnl_memory_desc weight, dnnl_memory_desc result, int filters) {
        dnnl_memory_desc bias = DnnlTrial.plain(filters);
        dnnl_primitive_attr relu = DnnlTrial.withRelu();
        dnnl_primitive_desc forward = new dnnl_primitive_desc();
        DnnlTrial.require(dnnl_convolution_forward_primitive_desc_create(
                forward,
                trial.engine(),
                dnnl_forward_training,
                dnnl_convolution_direct,
                source,
                weight,
                bias,
                result,
                ONE,
                NONE,
                padding,
                padding,
                relu));
        if (part.equals("forward")) {
            DnnlTrial.Tensor first = tensor(forward, dnnl_query_src_md);
            DnnlTrial.Tensor second = tensor(forward, dnnl_query_weights_md);
            DnnlTrial.Tensor to = tensor(forward, dnnl_query_dst_md);
            Map<Integer, DnnlTrial.Tensor> arguments = Map.of(
                    DNNL_ARG_SRC, first, DNNL_ARG_WEIGHTS, second, DNNL_ARG_BIAS, trial.tensor(bias), DNNL_ARG_DST, to);
            return new Laid(trial.operation(forward, arguments), first, second, to);
        }
        dnnl_primitive_desc backward = new dnnl_primitive_desc();
        if (part.equals("input")) {
            DnnlTrial.require(dnnl_convolution_backward_data_primitive_desc_create(
                    backward,
                    trial.engine(),
                    dnnl_convolution_direct,
                    source,
                    weight,
                    result,
                    ONE,
                    NONE,
                    padding,
                    padding,
                    forward,
                    null));
            DnnlTrial.Tensor first = tensor(backward, dnnl_query_diff_dst_md);
            DnnlTrial.Tensor second = tensor(backward, dnnl_query_weights_md);
            DnnlTrial.Tensor to = tensor(backward, dnnl_query_diff_src_md);
            Map<Integer, DnnlTrial.Tensor> arguments =
                    Map.of(DNNL_ARG_DIFF_DST, first, DNNL_ARG_WEIGHTS, second, DNNL_ARG_DIFF_SRC, to);
            return new Laid(trial.operation(backward, arguments), first, second, to);
        }
        DnnlTrial.require(dnnl_convolution_backward_weights_primitive_desc_create(
                backward,
                trial.engine(),
                dnnl_convolution_direct,
                source,
                weight,
                bias,
                result,
                ONE,
                NONE,
                padding,
                padding,
                forward,
                null));
        DnnlTrial.Tensor first = tensor(backward, dnnl_query_diff_dst_md);
        DnnlTrial.Tensor second = tensor(backward, dnnl_query_src_md);
        DnnlTrial.Tensor to = tensor(backward, dnnl_query_diff_weights_md);
        Map<Integer, DnnlTrial.Tensor> arguments = Map.of(
                DNNL_ARG_DIFF_DST,
                first,
                DNNL_ARG_SRC,
                second,
                DNNL_ARG_DIFF_WEIGHTS,
                to,
                DNNL_ARG_DIFF_BIAS,
                trial.tensor(bias));
        return new Laid(trial.operation(backward, arguments), first, second, to);
    }

    private DnnlTrial.Tensor tensor(dnnl_primitive_desc description, int which) {
        return trial.tensor(dnnl_primitive_desc_query_md(description, which, 0));
    }

    /** With the weight's gradient where the input's is asked for. */
    @Benchmark
    public float[] ours() {
        if (part.equals("forward")) {
            layer.forward(pass, Slice.of(parameters), x, y);
            return y.array();
        }
        back.apply(dy, Slice.of(dParameters), dx);
        return dParameters;
    }

    @Benchmark
    public void oneDnnChannelsLast() {
        channelsLast.operation.run();
    }

    @Benchmark
    public void oneDnnBest() {
        best.operation.run();
    }

    /** From our layout to the best one, and back. */
    @Benchmark
    public void reordering() {
        reorders.forEach(Runnable::run);
    }

    /** Activations and their gradients from Java's arrays and back; the weights count for nothing. */
    @Benchmark
    public float[] copying() {
        switch (part) {
            case "forward" -> {
                first.put(x.array());
                third.get(y.array());
            }
            case "input" -> {
                first.put(dy.array());
                third.get(dx.array());
            }
            default -> {
                first.put(dy.array());
                second.put(x.array());
            }
        }
        return y.array();
    }
}
