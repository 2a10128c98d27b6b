package io.kindling.kernels.attention;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Normal;
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
 * Adds to each step of [time, features] a vector that says where it stands, as attention by itself sees no order. Learned:
 * parameter {@code weight} [length, features], normal with deviation 0.02 at the start, as in GPT-2. Sinusoidal: no
 * parameter, but {@code sin(t / 10000^(2i / features))} in feature 2i and the cosine of the same in feature 2i + 1 (Vaswani
 * et al.: Attention Is All You Need, 2017).
 *
 * @param length the most steps that a row may have
 * @param kind learned by default
 */
@Help("Adds to each step a vector that says where it stands")
public record PositionalEmbedding(
        @Range("[1, inf)") @Help("The most steps that a row may have")
        int length,

        @Default("learned") @Help("Whether the vectors are learned, or waves that never change")
        Kind kind)
        implements Layer {
    /** Where the vectors come from. */
    public enum Kind {
        /** From training. */
        LEARNED,
        /** From sines and cosines. */
        SINUSOIDAL
    }

    private static final Interval LENGTHS = Interval.of("[1, inf)");

    public PositionalEmbedding {
        LENGTHS.require("length", length);
    }

    /** Learned. */
    public PositionalEmbedding(int length) {
        this(length, Kind.LEARNED);
    }

    /** The same of another kind. */
    public PositionalEmbedding withKind(Kind changed) {
        return new PositionalEmbedding(length, changed);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 2) {
            throw new ShapeException("positional_embedding takes rows [time, features]; this input is " + input
                    + ". Put an embedding or a dense layer that makes features in front");
        }
        if (input.dimension(0) > length) {
            throw new ShapeException("positional_embedding has a length of " + length + "; this input is " + input
                    + ", that is " + input.dimension(0) + " steps. Give the layer as many, or shorten the rows");
        }
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        Shape shape = Shape.of(length, input.last());
        return kind == Kind.SINUSOIDAL
                ? List.of()
                : List.of(new Parameter("weight", shape, length, input.last(), new Normal(0.02), true));
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        int columns = x.columns();
        long mark = pass.scratch().mark();
        Slice vectors = kind == Kind.LEARNED ? parameters : pass.scratch().vector(columns);
        if (kind == Kind.SINUSOIDAL) {
            fillWaves(vectors, x.shape());
        }
        for (int row = 0; row < x.rows(); row++) {
            loops.addBias(
                    x.array(),
                    x.rowOffset(row),
                    vectors.array(),
                    vectors.offset(),
                    y.array(),
                    y.rowOffset(row),
                    columns);
        }
        pass.scratch().release(mark);
        return (dy, dParameters, dx) -> {
            for (int row = 0; kind == Kind.LEARNED && row < dy.rows(); row++) {
                loops.add(dy.array(), dy.rowOffset(row), dParameters.array(), dParameters.offset(), columns);
            }
            if (dx != null) {
                System.arraycopy(dy.array(), dy.offset(), dx.array(), dx.offset(), dy.size());
            }
        };
    }

    private static void fillWaves(Slice vectors, Shape shape) {
        int features = shape.last();
        for (int i = 0; i < features; i++) {
            double frequency = StrictMath.pow(10_000, -(double) (i - i % 2) / features);
            for (int t = 0; t < shape.dimension(0); t++) {
                double angle = t * frequency;
                double wave = i % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle);
                vectors.array()[vectors.offset() + t * features + i] = (float) wave;
            }
        }
    }
}
