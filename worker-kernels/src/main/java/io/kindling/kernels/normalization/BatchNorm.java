package io.kindling.kernels.normalization;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.Running;
import io.kindling.kernels.layer.RunningMoments;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;

/**
 * {@code y = (x - mean) / sqrt(variance + epsilon) · weight + bias} for each channel (Ioffe and Szegedy: Batch
 * Normalization, 2015); PyTorch's {@code BatchNorm1d} and {@code BatchNorm2d}. Takes
 *
 * <ul>
 *   <li>[features]: each feature is a channel; mean and variance are over the rows;
 *   <li>[channels, height, width]: over rows and positions;
 *   <li>[time, features]: each feature is a channel; over rows and steps. Padding is left out, and is 0 in the output.
 * </ul>
 *
 * <p>While training, mean and variance (with the divisor n) are those of the rows that go through the network together: a
 * shard's part of the batch, or a piece of it where it is large. One row of [features] has no variance: its output is the
 * bias. Outside training they are the running ones, which move by the moments of the whole step over all shards; see
 * {@link RunningMoments}.
 *
 * <p>Parameters: {@code weight} [channels], which starts as 1, and {@code bias} [channels]; neither decays. A dense layer
 * in front needs no bias of its own.
 *
 * @param momentum the weight of the newest step in the running moments
 * @param epsilon added to the variance
 */
@Help("(x - mean) / sqrt(variance + epsilon) · weight + bias for each feature, or channel of [channels, height, width],"
        + " by the batch's mean and variance, outside training by running ones; PyTorch's BatchNorm1d, BatchNorm2d")
public record BatchNorm(
        @Default("0.1") @Range("[0, 1]") @Help("Weight of the newest step in the running mean and variance")
        double momentum,

        @Default("1e-5") @Range("(0, inf)") @Help("Added to the variance")
        double epsilon)
        implements Layer {
    public BatchNorm {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("batch_norm takes a momentum in [0, 1], not " + momentum);
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("batch_norm takes a finite epsilon above 0, not " + epsilon);
        }
    }

    /** With a momentum of 0.1 and an epsilon of 1e-5. */
    public BatchNorm() {
        this(0.1, 1e-5);
    }

    /** The same with another weight of the newest step. */
    public BatchNorm withMomentum(double newMomentum) {
        return new BatchNorm(newMomentum, epsilon);
    }

    /** The same with another epsilon. */
    public BatchNorm withEpsilon(double newEpsilon) {
        return new BatchNorm(momentum, newEpsilon);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 0 || input.rank() > 3) {
            throw new ShapeException("batch_norm takes [features], [time, features] or [channels, height, width]; this"
                    + " input is " + input + ". Put a reshape in front");
        }
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return ChannelParameters.of(Channels.count(input));
    }

    @Override
    public List<RunningMoments> runningMoments(Shape input) {
        return List.of(new RunningMoments(Channels.count(input), momentum));
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        int count = Channels.count(x.shape());
        Channels channels = Channels.of(pass, x);
        Running running = pass.nextRunning(count);
        Standard standard = pass.training()
                ? Standard.ofBatch(channels, x, y, epsilon, running)
                : Standard.ofRunning(channels, x, y, epsilon, running);
        float[] factor = new float[count];
        float[] bias = new float[count];
        for (int c = 0; c < count; c++) {
            factor[c] = parameters.array()[parameters.offset() + c] * standard.inverse()[c];
            bias[c] = parameters.array()[parameters.offset() + count + c];
        }
        channels.scale(y, factor, bias);
        // Running moments do not depend on x, the batch's do: each number has a share in them.
        double share = pass.training() ? 1.0 / Math.max(1, channels.numbers(x)) : 0;
        return (dy, dParameters, dx) -> backward(channels, standard, factor, share, x, dy, dParameters, dx);
    }

    private static void backward(
            Channels channels,
            Standard standard,
            float[] factor,
            double share,
            Matrix x,
            Matrix dy,
            Slice dParameters,
            Matrix dx) {
        int count = factor.length;
        double[] sums = new double[count];
        double[] products = new double[count];
        channels.sum(dy, sums);
        channels.sumProducts(dy, x, standard.mean(), products);
        float[] level = new float[count];
        float[] slope = new float[count];
        for (int c = 0; c < count; c++) {
            double inverse = standard.inverse()[c];
            dParameters.array()[dParameters.offset() + c] += (float) (products[c] * inverse);
            dParameters.array()[dParameters.offset() + count + c] += (float) sums[c];
            level[c] = (float) (sums[c] * share);
            slope[c] = (float) (factor[c] * inverse * inverse * products[c] * share);
        }
        if (dx != null) {
            channels.gradient(dy, level, factor, x, standard.mean(), slope, dx);
        }
    }
}
