package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Auto;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.List;
import java.util.Optional;

/**
 * Slides filters over a picture, PyTorch's {@code Conv2d}: {@code y[f, row, column] = bias[f] + Σ weight[f, c, i, j] · x[c,
 * row · stride + i · dilation - padding, column · stride + j · dilation - padding]}, nothing being added where that lies
 * outside (LeCun et al. 1989). Takes rows of [channels, height, width]. Parameters: {@code weight} [filters, channels /
 * groups, kernel height, kernel width], {@code bias} [filters].
 *
 * @param filters channels of the output
 * @param kernel size of a filter; 3 by default
 * @param stride how far the filters move; 1 by default
 * @param padding cells of nothing around the picture; none by default
 * @param dilation from one tap of a filter to the next; 1 by default
 * @param groups into how many parts the channels fall, each with filters of its own; 1 by default
 * @param bias whether there is a bias; true by default
 * @param initializer of the weight; {@link Auto}, what suits the activation that follows, by default
 */
@Help("Slides filters over a picture of [channels, height, width]; PyTorch's Conv2d")
public record Conv2d(
        @Range("[1, inf)") @Help("Channels of the output: how many filters there are")
        int filters,

        @Default("3") @Help("Size of a filter") Extent kernel,
        @Default("1") @Help("How far the filters move") Extent stride,

        @Default("0") @Help("Cells of nothing around the picture; same: the output is as large as the input")
        Padding padding,

        @Default("1") @Help("From one tap of a filter to the next")
        Extent dilation,

        @Default("1")
        @Range("[1, inf)")
        @Help("Into how many parts the channels fall, each with filters of its own; as many as channels: depthwise")
        int groups,

        @Default("true") @Help("Whether a bias is added") boolean bias,

        @Default("auto") @Help("How the weight starts; auto: by what suits the activation that follows")
        Initializer initializer)
        implements Activated {
    public Conv2d {
        if (filters < 1 || groups < 1 || filters % groups != 0) {
            throw new IllegalArgumentException("conv2d has " + filters + " filters in " + groups
                    + " groups; both must be at least 1, and filters a multiple of groups");
        }
        if (padding.isSame() && !stride.equals(Extent.ONE)) {
            throw new IllegalArgumentException(
                    "conv2d has a stride of " + stride + "; padding: same needs a stride of 1");
        }
    }

    /** With stride 1, no padding and a bias; the {@code with…} methods change that. */
    public Conv2d(int filters, Extent kernel) {
        this(filters, kernel, Extent.ONE, Padding.NONE, Extent.ONE, 1, true, new Auto());
    }

    /** With square filters, stride 1, no padding and a bias; the {@code with…} methods change that. */
    public Conv2d(int filters, int kernel) {
        this(filters, Extent.of(kernel));
    }

    /** The same with another stride. */
    public Conv2d withStride(Extent other) {
        return new Conv2d(filters, kernel, other, padding, dilation, groups, bias, initializer);
    }

    /** The same with another padding. */
    public Conv2d withPadding(Padding other) {
        return new Conv2d(filters, kernel, stride, other, dilation, groups, bias, initializer);
    }

    /** The same with another dilation. */
    public Conv2d withDilation(Extent other) {
        return new Conv2d(filters, kernel, stride, padding, other, groups, bias, initializer);
    }

    /** The same with another number of groups. */
    public Conv2d withGroups(int other) {
        return new Conv2d(filters, kernel, stride, padding, dilation, other, bias, initializer);
    }

    /** The same with a bias or without. */
    public Conv2d withBias(boolean other) {
        return new Conv2d(filters, kernel, stride, padding, dilation, groups, other, initializer);
    }

    /** The same with another start of the weight. */
    public Conv2d withInitializer(Initializer other) {
        return new Conv2d(filters, kernel, stride, padding, dilation, groups, bias, other);
    }

    @Override
    public Shape outputShape(Shape input) {
        Windows windows = windows(input);
        if (windows.channels() % groups != 0) {
            throw new ShapeException("conv2d has " + groups + " groups, which do not divide the " + windows.channels()
                    + " channels of this input, " + input);
        }
        return Shape.of(filters, windows.outHeight(), windows.outWidth());
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        int channels = input.dimension(0) / groups;
        int taps = kernel.height() * kernel.width();
        int fanIn = channels * taps;
        int fanOut = filters / groups * taps;
        Shape shape = Shape.of(filters, channels, kernel.height(), kernel.width());
        Parameter weight = new Parameter("weight", shape, fanIn, fanOut, initializer, true);
        return bias
                ? List.of(weight, new Parameter("bias", Shape.of(filters), fanIn, fanOut, new Zeros(), false))
                : List.of(weight);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y, Activation activation) {
        Windows windows = windows(x.shape());
        Optional<LibraryConvolution> library = LibraryConvolution.of(pass, this, windows);
        if (library.isPresent()) {
            library.get().forward(parameters, x, y, activation);
            return (dy, dParameters, dx) -> library.get().backward(parameters, x, activation, y, dy, dParameters, dx);
        }
        new Convolution(pass, this, windows).forward(parameters, x, y, activation);
        return (dy, dParameters, dx) -> new ConvolutionGradient(pass, this, windows)
                .backward(parameters, x, activation, y, dy, dParameters, dx);
    }

    @Override
    public Optional<InitializerFamily> preferredInitializers() {
        return Optional.of(InitializerFamily.XAVIER);
    }

    @Override
    public Optional<Layer> fusedWith(Layer next) {
        return ConvolutionActivation.of(this, next);
    }

    /** Where the bias starts in a slice of this layer. */
    int biasOffset(Slice slice) {
        return slice.offset() + slice.length() - filters;
    }

    /** <em>Adds</em> the sums of a picture's {@code dy}, {@code plane} numbers a filter, to the bias's gradient. */
    void addBiasGradient(Elementwise loops, float[] dy, int from, int plane, Slice dParameters) {
        int bias = biasOffset(dParameters);
        for (int f = 0; f < filters; f++) {
            dParameters.array()[bias + f] += (float) loops.sum(dy, from + f * plane, plane);
        }
    }

    private Windows windows(Shape input) {
        return Windows.of("conv2d", input, kernel, stride, padding, dilation);
    }
}
