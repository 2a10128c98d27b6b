package com.example;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Constant;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import java.util.Optional;

/**
 * The rectifier that learns its slope below 0: {@code y = x} where x is above 0, {@code slope · x} else, with a slope for
 * each column of the last axis; PyTorch's {@code PReLU} (He et al.: Delving Deep into Rectifiers, 2015). Parameters:
 * {@code slope} [columns].
 *
 * @param start of every slope
 */
public record ParametricRelu(
        @Default("0.25") @Help("The slope below 0 that learning starts from")
        double start) implements Layer {
    public ParametricRelu {
        if (!Double.isFinite(start)) {
            throw new IllegalArgumentException("start is " + start + "; it must be a number");
        }
    }

    /** With a slope of 0.25 at the start, as in the paper. */
    public ParametricRelu() {
        this(0.25);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 0) {
            throw new ShapeException("ParametricRelu takes rows with at least one axis; this input is " + input);
        }
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        // No weight decay: it would pull the slopes to 0 and make a plain rectifier of it.
        return List.of(new Parameter("slope", Shape.of(input.last()), 1, 1, new Constant(start), false));
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        int columns = x.shape().last();
        for (int at = 0; at < x.size(); at += columns) {
            for (int j = 0; j < columns; j++) {
                float value = x.array()[x.offset() + at + j];
                float slope = parameters.array()[parameters.offset() + j];
                y.array()[y.offset() + at + j] = Math.max(value, 0) + slope * Math.min(value, 0);
            }
        }
        return (dy, dParameters, dx) -> {
            for (int at = 0; at < x.size(); at += columns) {
                addSlopeGradient(x, dy, at, columns, dParameters);
                if (dx != null) {
                    inputGradient(parameters, x, dy, at, columns, dx);
                }
            }
        };
    }

    /** The slope's gradient is {@code dy · x} where x is below 0: <em>added to</em> dParameters. */
    private static void addSlopeGradient(Matrix x, Matrix dy, int at, int columns, Slice dParameters) {
        for (int j = 0; j < columns; j++) {
            float below = Math.min(x.array()[x.offset() + at + j], 0);
            dParameters.array()[dParameters.offset() + j] += dy.array()[dy.offset() + at + j] * below;
        }
    }

    /** The input's gradient is {@code dy} above 0, {@code slope · dy} below: <em>overwrites</em> dx. */
    private static void inputGradient(Slice parameters, Matrix x, Matrix dy, int at, int columns, Matrix dx) {
        for (int j = 0; j < columns; j++) {
            float slope = x.array()[x.offset() + at + j] > 0 ? 1 : parameters.array()[parameters.offset() + j];
            dx.array()[dx.offset() + at + j] = slope * dy.array()[dy.offset() + at + j];
        }
    }

    @Override
    public Optional<InitializerFamily> preferredInitializers() {
        return Optional.of(InitializerFamily.HE);
    }
}
