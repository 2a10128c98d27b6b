package io.kindling.kernels.attention;

import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Dropout;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.layer.Watch;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Interval;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Self-attention, then two dense layers with an activation in between, each with a normalisation and a way past it
 * (Vaswani et al.: Attention Is All You Need, 2017). Keeps [time, features]. With the norm first (Xiong et al.: On Layer
 * Normalization in the Transformer Architecture, 2020) {@code h = x + attention(norm1(x))}, {@code y = h +
 * feedForward(norm2(h))}; else {@code h = norm1(x + attention(x))}, {@code y = norm2(h + feedForward(h))}.
 *
 * <p>Parameters and their order are those of PyTorch's {@code TransformerEncoderLayer}: {@code self_attn.…} as {@link
 * MultiHeadAttention} has them, {@code linear1.weight} [feedForward, features], {@code linear1.bias}, {@code
 * linear2.weight} [features, feedForward], {@code linear2.bias}, {@code norm1.weight}, {@code norm1.bias}, {@code
 * norm2.weight}, {@code norm2.bias}.
 *
 * @param heads of the attention
 * @param feedForward width between the two dense layers
 * @param causal whether a step attends only to itself and those before it; false
 * @param normFirst whether the norms come before attention and dense layers; true (PyTorch: false)
 * @param activation between the dense layers, one that takes each number by itself; gelu (PyTorch: relu)
 * @param dropout of the attention weights, behind attention, and behind activation and second dense layer; 0 (PyTorch:
 *     0.1)
 */
@Help("Self-attention and two dense layers, each with a norm and a way past it; PyTorch's TransformerEncoderLayer")
public record TransformerBlock(
        @Range("[1, inf)") @Help("How many heads the attention has")
        int heads,

        @Range("[1, inf)") @Help("Width between the two dense layers")
        int feedForward,

        @Default("false") @Help("Whether a step attends only to itself and to those before it")
        boolean causal,

        @Default("true") @Help("Whether the norms come before attention and dense layers, or behind the sums")
        boolean normFirst,

        @Default("gelu") @Help("Activation between the two dense layers")
        Layer activation,

        @Default("0") @Range("[0, 1)") @Help("The share of numbers set to 0 while training, in four places")
        double dropout)
        implements Layer {
    private static final Interval SIZES = Interval.of("[1, inf)");

    public TransformerBlock {
        new MultiHeadAttention(heads, causal, dropout);
        SIZES.require("feed_forward", feedForward);
        if (!(activation instanceof Activation)) {
            throw new IllegalArgumentException("activation is " + activation
                    + "; transformer_block needs one that takes each number by itself, such as gelu or relu");
        }
    }

    /** Of all steps to all, norms first, with GELU and without dropout. */
    public TransformerBlock(int heads, int feedForward) {
        this(heads, feedForward, false, true, new Gelu(Gelu.Approximation.NONE), 0);
    }

    /** The same, causal or not. */
    public TransformerBlock withCausal(boolean changed) {
        return new TransformerBlock(heads, feedForward, changed, normFirst, activation, dropout);
    }

    /** The same with the norms first or last. */
    public TransformerBlock withNormFirst(boolean changed) {
        return new TransformerBlock(heads, feedForward, causal, changed, activation, dropout);
    }

    /** The same with another activation. */
    public TransformerBlock withActivation(Activation changed) {
        return new TransformerBlock(heads, feedForward, causal, normFirst, changed, dropout);
    }

    /** The same with another dropout. */
    public TransformerBlock withDropout(double changed) {
        return new TransformerBlock(heads, feedForward, causal, normFirst, activation, changed);
    }

    @Override
    public Shape outputShape(Shape input) {
        try {
            return attention().outputShape(input);
        } catch (ShapeException e) {
            throw e.inside("self_attn");
        }
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        Initializer first = ((Activation) activation).suits().standard();
        Initializer second = InitializerFamily.XAVIER.standard();
        Dense linear1 = new Dense(feedForward);
        Dense linear2 = new Dense(input.last());
        List<Parameter> all = new ArrayList<>();
        selfAttention().parameters(input).forEach(p -> all.add(p.prefixed("self_attn.")));
        linear1.parameters(input).forEach(p -> all.add(p.initializedBy(first).prefixed("linear1.")));
        linear2.parameters(input.withLast(feedForward))
                .forEach(p -> all.add(p.initializedBy(second).prefixed("linear2.")));
        new LayerNorm().parameters(input).forEach(p -> all.add(p.prefixed("norm1.")));
        new LayerNorm().parameters(input).forEach(p -> all.add(p.prefixed("norm2.")));
        return all;
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Shape shape = x.shape();
        Layer attention = attention();
        Layer dense = feedForward(shape.last());
        LayerNorm norm = new LayerNorm();
        int denseAt = attention.parameterCount(shape);
        int norm1At = denseAt + dense.parameterCount(shape);
        int norm2At = norm1At + norm.parameterCount(shape);
        Sublayer first = new Sublayer(attention, 0, denseAt, norm, norm1At, normFirst);
        Sublayer second = new Sublayer(dense, denseAt, norm1At - denseAt, norm, norm2At, normFirst);

        Matrix h = pass.scratch().matrix(x.rows(), shape);
        // The parts have names of their own, not positions: who looks on sees the block as a whole.
        Watch watch = pass.watch();
        pass.watchedBy(null);
        Backward firstBack = first.forward(pass, parameters, x, h);
        Backward secondBack = second.forward(pass, parameters, h, y);
        pass.watchedBy(watch);
        return (dy, dParameters, dx) -> {
            long mark = pass.scratch().mark();
            Matrix dh = pass.scratch().matrix(x.rows(), shape);
            secondBack.apply(dy, dParameters, dh);
            firstBack.apply(dh, dParameters, dx);
            pass.scratch().release(mark);
        };
    }

    @Override
    public Optional<InitializerFamily> preferredInitializers() {
        return Optional.of(InitializerFamily.XAVIER);
    }

    private MultiHeadAttention selfAttention() {
        return new MultiHeadAttention(heads, causal, dropout);
    }

    private Layer attention() {
        return dropout == 0 ? selfAttention() : Chain.of(selfAttention(), new Dropout(dropout));
    }

    private Layer feedForward(int width) {
        Dense first = new Dense(feedForward);
        Dense second = new Dense(width);
        Dropout drop = new Dropout(dropout);
        return dropout == 0 ? Chain.of(first, activation, second) : Chain.of(first, activation, drop, second, drop);
    }
}
