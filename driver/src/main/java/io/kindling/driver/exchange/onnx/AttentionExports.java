package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.attention.MultiHeadAttention;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** Attention and transformer blocks. */
final class AttentionExports {
    private AttentionExports() {}

    static Value attention(MultiHeadAttention layer, Value x, LayerScope scope) {
        int width = x.shape().last();
        Value projected = DenseExports.product(
                x, scope.parameter("in_proj_weight"), Optional.of(scope.parameter("in_proj_bias")), 3 * width, scope);
        List<String> parts = scope.operator("Split", List.of(projected.name()), 3, Attribute.of("axis", -1));
        String queries = heads(parts.get(0), layer, x, scope, 0, 2, 1, 3);
        String keys = heads(parts.get(1), layer, x, scope, 0, 2, 3, 1);
        String values = heads(parts.get(2), layer, x, scope, 0, 2, 1, 3);
        int depth = width / layer.heads();
        String products = scope.operator("MatMul", List.of(queries, keys));
        String scores = scope.operator("Mul", List.of(products, scope.constant(1 / Math.sqrt(depth))));
        String seen = mask(layer, x.shape().dimension(0), scope)
                .map(mask -> scope.operator("Where", List.of(mask, scores, scope.constant(Double.NEGATIVE_INFINITY))))
                .orElse(scores);
        String weights = scope.operator("Softmax", List.of(seen), Attribute.of("axis", -1));
        String context = scope.operator(
                "Transpose",
                List.of(scope.operator("MatMul", List.of(weights, values))),
                Attribute.list("perm", 0, 2, 1, 3));
        Value joined = scope.padded(scope.reshaped(new Value(context, x.shape()), x.shape()), 0);
        return scope.inner("out_proj", new Dense(width), joined);
    }

    static Value transformerBlock(TransformerBlock layer, Value x, LayerScope scope) {
        MultiHeadAttention attention = new MultiHeadAttention(layer.heads(), layer.causal(), 0);
        Value h = sublayer(layer, "norm1", x, scope, value -> scope.inner("self_attn", attention, value));
        return sublayer(layer, "norm2", h, scope, value -> feedForward(layer, value, scope));
    }

    private static Value feedForward(TransformerBlock layer, Value x, LayerScope scope) {
        Value hidden = scope.inner("linear1", new Dense(layer.feedForward()), x);
        Value active = scope.inner("activation", layer.activation(), hidden);
        return scope.inner("linear2", new Dense(x.shape().last()), active);
    }

    private static Value sublayer(
            TransformerBlock layer, String norm, Value x, LayerScope scope, UnaryOperator<Value> inner) {
        Layer standard = new LayerNorm();
        Value y = inner.apply(layer.normFirst() ? scope.inner(norm, standard, x) : x);
        Value sum = new Value(scope.operator("Add", List.of(x.name(), y.name())), x.shape());
        return layer.normFirst() ? sum : scope.inner(norm, standard, sum);
    }

    /** [batch, time, features] by heads: [batch, heads, time, depth] or as the axes are told. */
    private static String heads(String x, MultiHeadAttention layer, Value input, LayerScope scope, long... axes) {
        Shape split = Shape.of(
                input.shape().dimension(0), layer.heads(), input.shape().last() / layer.heads());
        Value seen = scope.reshaped(new Value(x, input.shape()), split);
        return scope.operator("Transpose", List.of(seen.name()), Attribute.list("perm", axes));
    }

    /** Which keys a query sees: BOOL, fit for [batch, heads, queries, keys]. */
    private static Optional<String> mask(MultiHeadAttention layer, int time, LayerScope scope) {
        Optional<String> there =
                scope.mask(time).map(mask -> scope.operator("Unsqueeze", List.of(mask, scope.whole(1, 2))));
        if (!layer.causal()) {
            return there;
        }
        String steps = scope.whole(LongStream.range(0, time).toArray());
        String before = scope.operator(
                "LessOrEqual", List.of(steps, scope.operator("Unsqueeze", List.of(steps, scope.whole(1)))));
        return Optional.of(
                there.map(keys -> scope.operator("And", List.of(keys, before))).orElse(before));
    }
}
