package io.kindling.driver.exchange.torch;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.recurrent.Lstm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What PyTorch's {@code state_dict} of the same network, an {@code nn.Sequential}, would call each tensor. Shapes and the
 * order of numbers, gates and heads included, are PyTorch's in Kindling too, so that names are all that differs: the
 * {@code layers.} in front, {@code _l0} behind what an LSTM or a GRU learns, and batch normalisation's {@code
 * num_batches_tracked}, which only PyTorch counts.
 *
 * @param names by Kindling's name: {@code layers.2.weight} is {@code 2.weight}; in the order of the flat array
 * @param counters the names of what PyTorch counts, each a single whole number
 */
public record StateDict(Map<String, String> names, List<String> counters) {
    private static final String LAYERS = "layers.";

    /** That of a model. */
    public static StateDict of(Model model) {
        Map<String, Layer> layers = NamedLayers.of(model.layers());
        Map<String, String> names = new LinkedHashMap<>();
        for (ParameterLayout.Entry entry : model.layout().all()) {
            String prefix = entry.name().substring(0, entry.name().lastIndexOf('.') + 1);
            boolean stacked = layers.get(prefix) instanceof Lstm || layers.get(prefix) instanceof Gru;
            names.put(entry.name(), entry.name().substring(LAYERS.length()) + (stacked ? "_l0" : ""));
        }
        List<String> counters = layers.entrySet().stream()
                .filter(layer -> layer.getValue() instanceof BatchNorm)
                .map(layer -> layer.getKey().substring(LAYERS.length()) + "num_batches_tracked")
                .toList();
        return new StateDict(names, counters);
    }
}
