package io.kindling.kernels.normalization;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
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
 * {@code y = (x - mean) / sqrt(variance + epsilon) · weight + bias}, with mean and variance (divisor n) of a row's groups
 * of neighbouring channels, so that rows do not depend on each other and training does as evaluation (Wu and He: Group
 * Normalization, 2018); PyTorch's {@code GroupNorm}. Takes [features], each of which is a channel, and [channels, height,
 * width]. One group is layer normalization over the row, as many as channels is instance normalization.
 *
 * <p>Parameters: {@code weight} [channels], which starts as 1, and {@code bias} [channels]; neither decays.
 *
 * @param groups how many groups; divides the channels
 * @param epsilon added to the variance
 */
@Help(
        "(x - mean) / sqrt(variance + epsilon) · weight + bias, by mean and variance of groups of features, or of channels of"
                + " [channels, height, width], of each row; PyTorch's GroupNorm")
public record GroupNorm(
        @Range("[1, inf)") @Help("How many groups; divides the number of features or channels")
        int groups,

        @Default("1e-5") @Range("(0, inf)") @Help("Added to the variance")
        double epsilon)
        implements Layer {
    public GroupNorm {
        if (groups < 1) {
            throw new IllegalArgumentException("group_norm takes 1 group or more, not " + groups);
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("group_norm takes a finite epsilon above 0, not " + epsilon);
        }
    }

    /** With an epsilon of 1e-5. */
    public GroupNorm(int groups) {
        this(groups, 1e-5);
    }

    /** The same with another epsilon. */
    public GroupNorm withEpsilon(double newEpsilon) {
        return new GroupNorm(groups, newEpsilon);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 1 && input.rank() != 3) {
            throw new ShapeException("group_norm takes [features] or [channels, height, width]; this input is " + input
                    + ". For [time, features] take layer_norm");
        }
        if (input.dimension(0) % groups != 0) {
            throw new ShapeException("group_norm cannot cut the " + input.dimension(0) + " channels of " + input
                    + " into " + groups + " equal groups; set groups to a divisor");
        }
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return ChannelParameters.of(input.dimension(0));
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        // Mean and inverse deviation of each group, for the way back.
        Slice standard = pass.scratch().vector(2 * groups * x.rows());
        Groups all = new Groups(pass, x.shape(), groups, parameters, standard);
        for (int i = 0; i < groups * x.rows(); i++) {
            all.standardize(i, x, y, epsilon);
            all.scale(i, y);
        }
        return (dy, dParameters, dx) -> {
            long mark = pass.scratch().mark();
            Slice standardized = pass.scratch().vector(x.columns() / groups);
            for (int i = 0; i < groups * x.rows(); i++) {
                all.restandardize(i, x, standardized);
                all.addGradient(i, standardized, dy, dParameters);
                if (dx != null) {
                    all.gradient(i, standardized, dy, dx);
                }
            }
            pass.scratch().release(mark);
        };
    }
}
