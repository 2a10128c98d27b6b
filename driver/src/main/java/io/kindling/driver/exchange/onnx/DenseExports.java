package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Reshape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dense layers, and views. */
final class DenseExports {
    private DenseExports() {}

    static Value dense(Dense layer, Value x, LayerScope scope) {
        Optional<String> bias = layer.bias() ? Optional.of(scope.parameter("bias")) : Optional.empty();
        return product(x, scope.parameter("weight"), bias, layer.units(), scope);
    }

    /**
     * {@code x · Wᵀ + b} along the last axis.
     *
     * @param weight [units, in]
     */
    static Value product(Value x, String weight, Optional<String> bias, int units, LayerScope scope) {
        List<String> inputs = new ArrayList<>(List.of(x.name(), weight));
        if (x.shape().rank() == 1) {
            bias.ifPresent(inputs::add);
            return new Value(
                    scope.operator("Gemm", inputs, Attribute.of("transB", 1)),
                    x.shape().withLast(units));
        }
        inputs.set(1, scope.operator("Transpose", List.of(weight), Attribute.list("perm", 1, 0)));
        String product = scope.operator("MatMul", inputs);
        String sum = bias.map(b -> scope.operator("Add", List.of(product, b))).orElse(product);
        return new Value(sum, x.shape().withLast(units));
    }

    static Value flatten(Flatten layer, Value x, LayerScope scope) {
        return scope.reshaped(x, layer.outputShape(x.shape()));
    }

    static Value reshape(Reshape layer, Value x, LayerScope scope) {
        return scope.reshaped(x, layer.shape());
    }
}
