package io.kindling.driver.exchange.onnx;

import io.kindling.driver.exchange.torch.StateDict;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.parameter.ParameterLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A model's flat array by name: {@code layers.0.weight}. In the graph tensors have the names that PyTorch has for them. */
final class ModelNumbers {
    private final Map<String, ParameterLayout.Entry> entries = new HashMap<>();
    private final Map<String, String> torchNames;
    private final float[] weights;

    ModelNumbers(Model model, float[] weights) {
        model.layout().all().forEach(entry -> entries.put(entry.name(), entry));
        this.torchNames = StateDict.of(model).names();
        this.weights = weights;
    }

    /** A copy. */
    float[] of(String name) {
        ParameterLayout.Entry entry = entry(name);
        return Arrays.copyOfRange(weights, entry.offset(), entry.offset() + entry.length());
    }

    /** Puts numbers into the graph as they are. */
    String in(OnnxGraph graph, String name) {
        ParameterLayout.Entry entry = entry(name);
        return graph.floats(
                torchNames.get(name),
                weights,
                entry.offset(),
                entry.parameter().shape().dimensions());
    }

    private ParameterLayout.Entry entry(String name) {
        ParameterLayout.Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("The model has no parameter " + name);
        }
        return entry;
    }
}
