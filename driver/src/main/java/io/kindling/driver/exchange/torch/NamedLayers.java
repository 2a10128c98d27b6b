package io.kindling.driver.exchange.torch;

import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.layer.Add;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Concatenate;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Residual;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers by what the names of their parameters begin with: {@code layers.0.}, {@code layers.3.1.}. */
final class NamedLayers {
    private final Map<String, Layer> byPrefix = new LinkedHashMap<>();

    private NamedLayers() {}

    static Map<String, Layer> of(List<Layer> layers) {
        NamedLayers named = new NamedLayers();
        named.addAll("layers.", layers);
        return named.byPrefix;
    }

    private void addAll(String prefix, List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            add(prefix + i + ".", layers.get(i));
        }
    }

    private void add(String prefix, Layer layer) {
        byPrefix.put(prefix, layer);
        if (layer instanceof Chain chain) {
            addAll(prefix, chain.layers());
        } else if (layer instanceof Residual residual) {
            addAll(prefix, residual.layers());
        } else if (layer instanceof TiedEmbedding tied) {
            addAll(prefix, tied.layers());
        } else if (layer instanceof Add add) {
            addBranches(prefix, add.branches());
        } else if (layer instanceof Concatenate concatenate) {
            addBranches(prefix, concatenate.branches());
        }
    }

    private void addBranches(String prefix, List<List<Layer>> branches) {
        for (int i = 0; i < branches.size(); i++) {
            addAll(prefix + i + ".", branches.get(i));
        }
    }
}
