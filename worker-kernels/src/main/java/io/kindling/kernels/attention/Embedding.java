package io.kindling.kernels.attention;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.parameter.Normal;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Interval;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;

/**
 * A learned vector for each id: row {@code id} of the weight; PyTorch's {@code Embedding}. Takes rows [time] of whole
 * numbers and gives [time, features]. Parameter: {@code weight} [vocabulary, features]. Steps behind the end of a row's
 * sequence give zeros and learn nothing, whatever stands there.
 *
 * <p>The weight starts normal with a deviation of 0.02, as in GPT-2, not 1 as in PyTorch: the same vectors then also
 * serve to score tokens ({@link TiedEmbedding}), and the first scores are small.
 *
 * @param vocabulary how many ids there are: 0 up to, but not, this
 * @param features width of a vector
 * @param initializer of the weight; normal with deviation 0.02
 */
@Help("A learned vector for each id in a row of whole numbers; PyTorch's Embedding")
public record Embedding(
        @Range("[1, inf)") @Help("How many ids there are: they count from 0")
        int vocabulary,

        @Range("[1, inf)") @Help("Width of a vector") int features,

        @Default("{normal: 0.02}") @Help("How the vectors start")
        Initializer initializer)
        implements Layer {
    private static final Interval SIZES = Interval.of("[1, inf)");

    public Embedding {
        SIZES.require("vocabulary", vocabulary);
        SIZES.require("features", features);
    }

    /** With vectors that start normal, with deviation 0.02. */
    public Embedding(int vocabulary, int features) {
        this(vocabulary, features, new Normal(0.02));
    }

    /** The same with vectors that start otherwise. */
    public Embedding withInitializer(Initializer changed) {
        return new Embedding(vocabulary, features, changed);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 1) {
            throw new ShapeException("embedding takes rows [time] of ids and gives [time, " + features
                    + "]; this input is " + input + ". Put it first, and give model.input as [time]");
        }
        return Shape.of(input.size(), features);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        Shape shape = Shape.of(vocabulary, features);
        return List.of(new Parameter("weight", shape, vocabulary, features, initializer, true));
    }

    /** {@inheritDoc} The ids have no gradient: dx is overwritten with zeros. */
    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        int time = x.columns();
        for (int row = 0; row < x.rows(); row++) {
            int length = pass.length(row, time);
            int to = y.rowOffset(row);
            for (int t = 0; t < length; t++) {
                int from = parameters.offset() + id(x, row, t) * features;
                System.arraycopy(parameters.array(), from, y.array(), to + t * features, features);
            }
            Arrays.fill(y.array(), to + length * features, to + time * features, 0);
        }
        return (dy, dParameters, dx) -> {
            for (int row = 0; row < x.rows(); row++) {
                int length = pass.length(row, time);
                for (int t = 0; t < length; t++) {
                    int from = dy.rowOffset(row) + t * features;
                    int to = dParameters.offset() + id(x, row, t) * features;
                    pass.kernels().elementwise().add(dy.array(), from, dParameters.array(), to, features);
                }
            }
            if (dx != null) {
                Arrays.fill(dx.array(), dx.offset(), dx.offset() + dx.size(), 0);
            }
        };
    }

    private int id(Matrix x, int row, int position) {
        float number = x.at(row, position);
        int id = (int) number;
        if (id != number || id < 0 || id >= vocabulary) {
            String found = Float.toString(number).replaceFirst("\\.0$", "");
            throw new UnknownIdException("Row " + row + " of the batch has the id " + found + " at position "
                    + position + "; embedding has a vocabulary of " + vocabulary + ", so ids are whole numbers in [0, "
                    + vocabulary + "). Make the vocabulary larger, or map what is rare to one id");
        }
        return id;
    }
}
