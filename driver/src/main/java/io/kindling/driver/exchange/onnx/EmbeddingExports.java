package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.PositionalEmbedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import java.util.Optional;

/** Vectors for ids and for places. */
final class EmbeddingExports {
    private EmbeddingExports() {}

    static Value embedding(Embedding layer, Value x, LayerScope scope) {
        return gathered(x, layer.outputShape(x.shape()), scope);
    }

    static Value tied(TiedEmbedding layer, Value x, LayerScope scope) {
        Shape embedded = Shape.of(x.shape().size(), layer.features());
        Value h = scope.chain(layer.layers(), gathered(x, embedded, scope));
        Optional<String> bias = layer.bias() ? Optional.of(scope.parameter("bias")) : Optional.empty();
        return DenseExports.product(h, scope.parameter("weight"), bias, layer.vocabulary(), scope);
    }

    static Value positional(PositionalEmbedding layer, Value x, LayerScope scope) {
        int time = x.shape().dimension(0);
        String vectors = layer.kind() == PositionalEmbedding.Kind.SINUSOIDAL
                ? scope.constant(
                        "waves", waves(layer, x.shape()), time, x.shape().last())
                : scope.parameter("weight");
        if (layer.kind() == PositionalEmbedding.Kind.LEARNED && time < layer.length()) {
            vectors = scope.operator("Slice", List.of(vectors, scope.whole(0), scope.whole(time), scope.whole(0)));
        }
        return new Value(scope.operator("Add", List.of(x.name(), vectors)), x.shape());
    }

    /** What stands in the padding may be no id: it is read as 0, and gives zeros. */
    private static Value gathered(Value x, Shape output, LayerScope scope) {
        String ids = x.type() == ElementType.INT64
                ? x.name()
                : scope.operator("Cast", List.of(x.name()), Attribute.of("to", ElementType.INT64.code()));
        String known = scope.mask(x.shape().size())
                .map(mask -> scope.operator("Where", List.of(mask, ids, scope.whole(0))))
                .orElse(ids);
        String vectors = scope.operator("Gather", List.of(scope.parameter("weight"), known));
        return scope.padded(new Value(vectors, output), 0);
    }

    /** What the layer adds to zeros. */
    private static float[] waves(PositionalEmbedding layer, Shape shape) {
        float[] y = new float[shape.size()];
        Pass pass = new Pass(Kernels.best()).begin(false, 0, new long[1]);
        layer.forward(
                pass,
                new Slice(new float[0], 0, 0),
                new Matrix(new float[shape.size()], 0, 1, shape),
                new Matrix(y, 0, 1, shape));
        return y;
    }
}
