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
import java.util.List;
import java.util.Optional;

/**
 * Slides filters along a sequence, PyTorch's {@code Conv1d}: {@code y[t, f] = bias[f] + Σ weight[f, c, k] · x[t · stride +
 * k · dilation - padding, c]}, nothing being added where that lies outside. Takes rows of [time, features], one step's
 * features side by side, as an embedding gives them and Keras's {@code Conv1D} takes them; PyTorch's takes [features,
 * time]. The parameters are PyTorch's: {@code weight} [filters, features / groups, kernel], {@code bias} [filters].
 *
 * <p>Steps behind the end of a row's own sequence are read like any other, as in PyTorch.
 *
 * @param filters features of the output
 * @param kernel steps that a filter sees; 3 by default
 * @param stride how far the filters move; 1 by default
 * @param padding steps of nothing around the sequence; none by default
 * @param dilation from one tap of a filter to the next; 1 by default
 * @param groups into how many parts the features fall, each with filters of its own; 1 by default
 * @param bias whether there is a bias; true by default
 * @param initializer of the weight; {@link Auto}, what suits the activation that follows, by default
 */
@Help("Slides filters along a sequence of [time, features]; PyTorch's Conv1d, whose input is [features, time]")
public record Conv1d(
        @Range("[1, inf)") @Help("Features of the output: how many filters there are")
        int filters,

        @Default("3") @Range("[1, inf)") @Help("Steps that a filter sees")
        int kernel,

        @Default("1") @Range("[1, inf)") @Help("How far the filters move")
        int stride,

        @Default("0")
        @Help("Steps of nothing around the sequence; same: the output is as long as the input; causal: all in front")
        SequencePadding padding,

        @Default("1") @Range("[1, inf)") @Help("From one tap of a filter to the next")
        int dilation,

        @Default("1") @Range("[1, inf)") @Help("Into how many parts the features fall, each with filters of its own")
        int groups,

        @Default("true") @Help("Whether a bias is added") boolean bias,

        @Default("auto") @Help("How the weight starts; auto: by what suits the activation that follows")
        Initializer initializer)
        implements Activated {
    public Conv1d {
        if (filters < 1 || groups < 1 || filters % groups != 0) {
            throw new IllegalArgumentException("conv1d has " + filters + " filters in " + groups
                    + " groups; both must be at least 1, and filters a multiple of groups");
        }
        if (kernel < 1 || stride < 1 || dilation < 1) {
            throw new IllegalArgumentException("conv1d has a kernel of " + kernel + ", a stride of " + stride
                    + " and a dilation of " + dilation + "; each must be at least 1");
        }
        if (padding.equals(SequencePadding.SAME) && stride != 1) {
            throw new IllegalArgumentException(
                    "conv1d has a stride of " + stride + "; padding: same needs a stride of 1");
        }
    }

    /** With stride 1, no padding and a bias; the {@code with…} methods change that. */
    public Conv1d(int filters, int kernel) {
        this(filters, kernel, 1, SequencePadding.NONE, 1, 1, true, new Auto());
    }

    /** The same with another stride. */
    public Conv1d withStride(int other) {
        return new Conv1d(filters, kernel, other, padding, dilation, groups, bias, initializer);
    }

    /** The same with another padding. */
    public Conv1d withPadding(SequencePadding other) {
        return new Conv1d(filters, kernel, stride, other, dilation, groups, bias, initializer);
    }

    /** The same with another dilation. */
    public Conv1d withDilation(int other) {
        return new Conv1d(filters, kernel, stride, padding, other, groups, bias, initializer);
    }

    /** The same with another number of groups. */
    public Conv1d withGroups(int other) {
        return new Conv1d(filters, kernel, stride, padding, dilation, other, bias, initializer);
    }

    /** The same with a bias or without. */
    public Conv1d withBias(boolean other) {
        return new Conv1d(filters, kernel, stride, padding, dilation, groups, other, initializer);
    }

    /** The same with another start of the weight. */
    public Conv1d withInitializer(Initializer other) {
        return new Conv1d(filters, kernel, stride, padding, dilation, groups, bias, other);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 2) {
            throw new ShapeException("conv1d takes sequences of [time, features], but this input is " + input
                    + ". Put an embedding or reshape: [time, features] in front of it");
        }
        if (input.dimension(1) % groups != 0) {
            throw new ShapeException("conv1d has " + groups + " groups, which do not divide the " + input.dimension(1)
                    + " features of this input, " + input);
        }
        long free = input.dimension(0) + padding.total(reach()) - reach() - 1;
        if (free < 0) {
            throw new ShapeException("conv1d has a window of " + (reach() + 1L) + " steps, but this input is " + input
                    + " with a padding of " + padding + ". Make kernel or dilation smaller, or padding larger");
        }
        return Shape.of(Math.toIntExact(free / stride + 1), filters);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        int channels = input.dimension(1) / groups;
        int fanIn = channels * kernel;
        int fanOut = filters / groups * kernel;
        Parameter weight =
                new Parameter("weight", Shape.of(filters, channels, kernel), fanIn, fanOut, initializer, true);
        return bias
                ? List.of(weight, new Parameter("bias", Shape.of(filters), fanIn, fanOut, new Zeros(), false))
                : List.of(weight);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y, Activation activation) {
        SequenceConvolution numbers = new SequenceConvolution(
                pass,
                this,
                x.shape().dimension(0),
                x.shape().dimension(1),
                y.shape().dimension(0));
        numbers.forward(parameters, x, y, activation);
        return (dy, dParameters, dx) -> numbers.backward(parameters, x, activation, y, dy, dParameters, dx);
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

    /** Steps in front of the sequence. */
    int before() {
        return padding.before(reach());
    }

    /** From the first tap of a window to its last. */
    private int reach() {
        return Math.multiplyExact(dilation, kernel - 1);
    }
}
