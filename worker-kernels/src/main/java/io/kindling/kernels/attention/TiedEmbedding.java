package io.kindling.kernels.attention;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.RunningMoments;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Auto;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * A language model around its inner layers: embeds the ids of [time], runs the layers on [time, features], and scores each
 * token by the same vectors that embed it: {@code logits = h · Eᵀ} [time, vocabulary] (Press and Wolf: Using the Output
 * Embedding to Improve Language Models, 2017). Parameters: {@code weight} [vocabulary, features], {@code bias} [vocabulary]
 * where there is one, then the inner layers' by position, as {@link Chain} names them.
 *
 * @param vocabulary how many ids there are
 * @param features width of a vector
 * @param layers the inner layers; together they keep [time, features]
 * @param bias whether the scores have a bias; false
 */
@Help("Embeds ids, runs the inner layers, and scores each token by the weights that embed it")
public record TiedEmbedding(
        @Range("[1, inf)") @Help("How many ids there are: they count from 0")
        int vocabulary,

        @Range("[1, inf)") @Help("Width of a vector") int features,

        @Help("The inner layers; together they keep [time, features]")
        List<Layer> layers,

        @Default("false") @Help("Whether the scores have a bias")
        boolean bias)
        implements Layer {
    public TiedEmbedding {
        new Embedding(vocabulary, features);
        layers = new Chain(layers).layers();
    }

    /** Without a bias. */
    public TiedEmbedding(int vocabulary, int features, List<Layer> layers) {
        this(vocabulary, features, layers, false);
    }

    /** The same with a bias or without. */
    public TiedEmbedding withBias(boolean changed) {
        return new TiedEmbedding(vocabulary, features, layers, changed);
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape embedded = embedding().outputShape(input);
        Shape output = inner().outputShape(embedded);
        if (!output.equals(embedded)) {
            throw new ShapeException("tied_embedding needs inner layers that keep the shape; these take " + embedded
                    + " and give " + output);
        }
        return output.withLast(vocabulary);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        List<Parameter> all = new ArrayList<>(embedding().parameters(input));
        if (bias) {
            all.add(new Parameter("bias", Shape.of(vocabulary), features, vocabulary, new Zeros(), false));
        }
        all.addAll(inner().parameters(embedding().outputShape(input)));
        return all;
    }

    @Override
    public List<RunningMoments> runningMoments(Shape input) {
        return inner().runningMoments(embedding().outputShape(input));
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Shape shape = embedding().outputShape(x.shape());
        Matrix embedded = pass.scratch().matrix(x.rows(), shape);
        Matrix h = pass.scratch().matrix(x.rows(), shape);
        Dense scores = new Dense(vocabulary, bias, new Auto());
        Backward embeddingBack = embedding().forward(pass, ofEmbedding(parameters), x, embedded);
        Backward innerBack = inner().forward(pass, ofLayers(parameters), embedded, h);
        Backward scoresBack = scores.forward(pass, ofScores(parameters), h, y);
        return (dy, dParameters, dx) -> {
            long mark = pass.scratch().mark();
            Matrix dh = pass.scratch().matrix(x.rows(), shape);
            Matrix dEmbedded = pass.scratch().matrix(x.rows(), shape);
            scoresBack.apply(dy, ofScores(dParameters), dh);
            innerBack.apply(dh, ofLayers(dParameters), dEmbedded);
            embeddingBack.apply(dEmbedded, ofEmbedding(dParameters), dx);
            pass.scratch().release(mark);
        };
    }

    private Embedding embedding() {
        return new Embedding(vocabulary, features);
    }

    private Chain inner() {
        return new Chain(layers);
    }

    private Slice ofEmbedding(Slice all) {
        return all.part(0, vocabulary * features);
    }

    /** The embedding's own weight once more, and the bias behind it. */
    private Slice ofScores(Slice all) {
        return all.part(0, scoreParameters());
    }

    private Slice ofLayers(Slice all) {
        return all.part(scoreParameters(), all.length() - scoreParameters());
    }

    private int scoreParameters() {
        return vocabulary * features + (bias ? vocabulary : 0);
    }
}
