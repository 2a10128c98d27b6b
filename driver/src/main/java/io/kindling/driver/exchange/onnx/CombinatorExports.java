package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.layer.Add;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Concatenate;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Layers made of layers. */
final class CombinatorExports {
    private CombinatorExports() {}

    static Value chain(Chain layer, Value x, LayerScope scope) {
        return scope.chain(layer.layers(), x);
    }

    static Value residual(Residual layer, Value x, LayerScope scope) {
        Value inner = scope.chain(layer.layers(), x);
        return new Value(scope.operator("Add", List.of(x.name(), inner.name())), x.shape());
    }

    static Value add(Add layer, Value x, LayerScope scope) {
        return branches(layer.branches(), x, scope).stream()
                .reduce((a, b) -> new Value(scope.operator("Add", List.of(a.name(), b.name())), a.shape()))
                .orElseThrow();
    }

    /** Along the channels of [channels, height, width], else along the last axis. */
    static Value concatenate(Concatenate layer, Value x, LayerScope scope) {
        List<String> parts =
                branches(layer.branches(), x, scope).stream().map(Value::name).toList();
        Shape output = layer.outputShape(x.shape());
        Attribute axis = Attribute.of("axis", output.rank() == 3 ? 1 : -1);
        return new Value(scope.operator("Concat", parts, axis), output);
    }

    private static List<Value> branches(List<List<Layer>> branches, Value x, LayerScope scope) {
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            outputs.add(scope.child(Integer.toString(i)).chain(branches.get(i), x));
        }
        return outputs;
    }
}
