package io.kindling.kernels.normalization;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Interval;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.List;

/**
 * Gives each vector along the last axis mean 0 and variance 1, then a learned scale and shift: {@code y = (x - mean) /
 * √(variance + ε) · weight + bias} (Ba, Kiros, Hinton: Layer Normalization, 2016); PyTorch's {@code LayerNorm} of the last
 * axis. Takes rows of any shape with at least one axis and keeps it. Parameters: {@code weight} [n], {@code bias} [n].
 *
 * @param epsilon added to the variance, so that a constant vector gives no infinity; 1e-5
 */
@Help("Mean 0 and variance 1 along the last axis, then a learned scale and shift; PyTorch's LayerNorm")
public record LayerNorm(
        @Default("1e-5") @Range("(0, inf)") @Help("Added to the variance before its root is taken")
        double epsilon) implements Layer {
    private static final Interval EPSILONS = Interval.of("(0, inf)");

    public LayerNorm {
        EPSILONS.require("epsilon", epsilon);
    }

    /** With an epsilon of 1e-5. */
    public LayerNorm() {
        this(1e-5);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 0) {
            throw new ShapeException("layer_norm takes rows with at least one axis; this input is " + input
                    + ". Give model.input as [n]");
        }
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return ChannelParameters.of(input.last());
    }

    /** Keeps mean and scale of each vector for the way back; the rest is computed again from x. */
    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        int width = x.shape().last();
        int vectors = x.rows() * x.shape().vectors();
        Slice moments = pass.scratch().vector(2 * vectors);
        for (int i = 0; i < vectors; i++) {
            loops.layerNorm(
                    epsilon,
                    x.array(),
                    x.offset() + i * width,
                    parameters.array(),
                    parameters.offset(),
                    y.array(),
                    y.offset() + i * width,
                    moments.array(),
                    moments.offset() + 2 * i,
                    width);
        }
        return (dy, dParameters, dx) -> {
            long mark = pass.scratch().mark();
            // The parameters' gradient needs the loop even where nobody wants dx.
            Matrix to = dx == null ? pass.scratch().matrix(1, Shape.of(width)) : dx;
            for (int i = 0; i < vectors; i++) {
                loops.layerNormGradient(
                        x.array(),
                        x.offset() + i * width,
                        parameters.array(),
                        parameters.offset(),
                        moments.array(),
                        moments.offset() + 2 * i,
                        dy.array(),
                        dy.offset() + i * width,
                        to.array(),
                        dx == null ? to.offset() : to.offset() + i * width,
                        dParameters.array(),
                        dParameters.offset(),
                        width);
            }
            pass.scratch().release(mark);
        };
    }
}
