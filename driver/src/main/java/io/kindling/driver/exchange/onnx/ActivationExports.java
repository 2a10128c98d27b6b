package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.activation.Elu;
import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.activation.Hardtanh;
import io.kindling.kernels.activation.LeakyRelu;
import io.kindling.kernels.activation.Mish;
import io.kindling.kernels.activation.Silu;
import io.kindling.kernels.layer.Layer;
import java.util.List;

/** Activations: most are one operator; those that are younger than version 17 are put together. */
final class ActivationExports {
    private ActivationExports() {}

    /** A layer that is one operator. */
    static <L extends Layer> LayerExport<L> operator(String type, Attribute... attributes) {
        return (layer, x, scope) -> new Value(scope.operator(type, List.of(x.name()), attributes), x.shape());
    }

    static Value leakyRelu(LeakyRelu layer, Value x, LayerScope scope) {
        return operator("LeakyRelu", Attribute.of("alpha", layer.negativeSlope()))
                .export(layer, x, scope);
    }

    static Value elu(Elu layer, Value x, LayerScope scope) {
        return operator("Elu", Attribute.of("alpha", layer.alpha())).export(layer, x, scope);
    }

    static Value hardtanh(Hardtanh layer, Value x, LayerScope scope) {
        List<String> inputs = List.of(x.name(), scope.constant(layer.minValue()), scope.constant(layer.maxValue()));
        return new Value(scope.operator("Clip", inputs), x.shape());
    }

    static Value silu(Silu layer, Value x, LayerScope scope) {
        return product(x, scope.operator("Sigmoid", List.of(x.name())), scope);
    }

    static Value mish(Mish layer, Value x, LayerScope scope) {
        String softplus = scope.operator("Softplus", List.of(x.name()));
        return product(x, scope.operator("Tanh", List.of(softplus)), scope);
    }

    static Value gelu(Gelu layer, Value x, LayerScope scope) {
        String curve = switch (layer.approximate()) {
            case NONE -> scope.operator("Erf", List.of(times(x.name(), Math.sqrt(0.5), scope)));
            case TANH -> scope.operator("Tanh", List.of(cubic(x, scope)));
        };
        String twice = scope.operator("Add", List.of(curve, scope.constant(1)));
        return product(x, times(twice, 0.5, scope), scope);
    }

    /** {@code √(2/π) · (x + 0.044715 x³)}. */
    private static String cubic(Value x, LayerScope scope) {
        String square = scope.operator("Mul", List.of(x.name(), x.name()));
        String share = scope.operator("Add", List.of(times(square, 0.044715, scope), scope.constant(1)));
        return times(scope.operator("Mul", List.of(x.name(), share)), Math.sqrt(2 / Math.PI), scope);
    }

    private static String times(String x, double factor, LayerScope scope) {
        return scope.operator("Mul", List.of(x, scope.constant(factor)));
    }

    private static Value product(Value x, String other, LayerScope scope) {
        return new Value(scope.operator("Mul", List.of(x.name(), other)), x.shape());
    }
}
