package io.kindling.kernels.attention;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Distribution;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Xavier;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Interval;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import java.util.Optional;

/**
 * Self-attention over [time, features]: each step becomes a mean of all steps' values, weighted by how well its query
 * fits their keys, in several heads side by side, each on its share of the features (Vaswani et al.: Attention Is All You
 * Need, 2017); PyTorch's {@code MultiheadAttention(batch_first=True)}. In each head {@code softmax(q · kᵀ / √d) · v}, d the
 * features of a head; the heads' outputs side by side go through a last dense layer. Keeps the shape.
 *
 * <p>Parameters, f the features: {@code in_proj_weight} [3f, f] (of queries, keys and values, one below the other),
 * {@code in_proj_bias} [3f], {@code out_proj.weight} [f, f], {@code out_proj.bias} [f]. Weights start as Xavier has it,
 * biases as 0.
 *
 * <p>Steps behind the end of a row's sequence neither attend nor are attended to: what the heads give there is 0.
 *
 * @param heads how many; they share out the features evenly
 * @param causal whether a step attends only to itself and those before it; false
 * @param dropout the share of attention weights set to 0 while training; 0
 */
@Help("Self-attention of several heads over [time, features]; PyTorch's MultiheadAttention")
public record MultiHeadAttention(
        @Range("[1, inf)") @Help("How many heads share out the features")
        int heads,

        @Default("false") @Help("Whether a step attends only to itself and to those before it")
        boolean causal,

        @Default("0") @Range("[0, 1)") @Help("The share of attention weights set to 0 while training")
        double dropout)
        implements Layer {
    private static final Interval HEADS = Interval.of("[1, inf)");
    private static final Interval RATES = Interval.of("[0, 1)");

    public MultiHeadAttention {
        HEADS.require("heads", heads);
        RATES.require("dropout", dropout);
    }

    /** Of all steps to all, without dropout. */
    public MultiHeadAttention(int heads) {
        this(heads, false, 0);
    }

    /** The same, causal or not. */
    public MultiHeadAttention withCausal(boolean changed) {
        return new MultiHeadAttention(heads, changed, dropout);
    }

    /** The same with another dropout. */
    public MultiHeadAttention withDropout(double changed) {
        return new MultiHeadAttention(heads, causal, changed);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 2) {
            throw new ShapeException("multi_head_attention takes rows [time, features]; this input is " + input
                    + ". Put an embedding or a dense layer that makes features in front");
        }
        if (input.last() % heads != 0) {
            throw new ShapeException("multi_head_attention with " + heads + " heads needs features that divide by "
                    + heads + "; this input is " + input + ", that is " + input.last() + " features");
        }
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        int width = input.last();
        Xavier xavier = new Xavier(Distribution.UNIFORM, 1);
        return List.of(
                new Parameter("in_proj_weight", Shape.of(3 * width, width), width, 3 * width, xavier, true),
                new Parameter("in_proj_bias", Shape.of(3 * width), width, 3 * width, new Zeros(), false),
                new Parameter("out_proj.weight", Shape.of(width, width), width, width, xavier, true),
                new Parameter("out_proj.bias", Shape.of(width), width, width, new Zeros(), false));
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        int width = x.shape().last();
        int split = 3 * width * (width + 1);
        Matrix projected = pass.scratch().matrix(x.rows(), x.shape().withLast(3 * width));
        Matrix context = pass.scratch().matrix(x.rows(), x.shape());
        Backward in = new Dense(3 * width).forward(pass, parameters.part(0, split), x, projected);
        ScaledDotProduct product = ScaledDotProduct.of(this, pass, projected);
        product.forward(context);
        Slice last = parameters.part(split, parameters.length() - split);
        Backward out = new Dense(width).forward(pass, last, context, y);
        return (dy, dParameters, dx) -> {
            long mark = pass.scratch().mark();
            Matrix dContext = pass.scratch().matrix(x.rows(), x.shape());
            Matrix dProjected = pass.scratch().matrix(x.rows(), projected.shape());
            out.apply(dy, dParameters.part(split, dParameters.length() - split), dContext);
            product.backward(dContext, dProjected);
            in.apply(dProjected, dParameters.part(0, split), dx);
            pass.scratch().release(mark);
        };
    }

    @Override
    public Optional<InitializerFamily> preferredInitializers() {
        return Optional.of(InitializerFamily.XAVIER);
    }
}
