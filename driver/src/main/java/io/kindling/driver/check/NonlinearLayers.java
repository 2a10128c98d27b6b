package io.kindling.driver.check;

import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.layer.Add;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Concatenate;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether some activation stands between any two layers with weights. Without one, the two are one linear map: they cost twice
 * and know no more than a single layer.
 */
final class NonlinearLayers implements Question {
    @Override
    public String name() {
        return "activations";
    }

    @Override
    public Finding ask(Subject subject) {
        List<String> collapsing = new ArrayList<>();
        walk("layers", subject.model().layers(), subject.model().input(), collapsing);
        if (collapsing.isEmpty()) {
            return Finding.ok(name(), "no two layers with weights are one linear map")
                    .with("collapsing", 0);
        }
        return Finding.warning(
                        name(),
                        "no activation between " + String.join("; ", collapsing)
                                + ": together they are one linear map, which a single layer would be, too",
                        "an activation between two layers with weights",
                        "put relu, gelu, tanh, … between them in model.layers, or leave one of them out")
                .with("collapsing", collapsing.size());
    }

    /** Looks for weights behind weights with nothing in between that bends, and into layers that hold others. */
    private static void walk(String path, List<Layer> layers, Shape input, List<String> collapsing) {
        String before = "";
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String here = path + "[" + i + "] (" + LayerRegistry.nameOf(layer) + ")";
            inside(path + "[" + i + "]", layer, shape, collapsing);
            boolean weights = layer.parameters(shape).stream()
                    .anyMatch(parameter -> parameter.shape().rank() >= 2);
            boolean straight = Affinity.holds(layer, shape);
            if (straight && weights && !before.isEmpty()) {
                collapsing.add(before + " and " + here);
            }
            if (!straight) {
                before = "";
            } else if (weights) {
                before = here;
            }
            shape = layer.outputShape(shape);
        }
    }

    private static void inside(String path, Layer layer, Shape shape, List<String> collapsing) {
        if (layer instanceof Chain chain) {
            walk(path + ".layers", chain.layers(), shape, collapsing);
        } else if (layer instanceof Residual residual) {
            walk(path + ".layers", residual.layers(), shape, collapsing);
        } else if (layer instanceof TiedEmbedding tied) {
            walk(path + ".layers", tied.layers(), tied.outputShape(shape).withLast(tied.features()), collapsing);
        } else if (layer instanceof Add add) {
            branches(path, add.branches(), shape, collapsing);
        } else if (layer instanceof Concatenate concatenate) {
            branches(path, concatenate.branches(), shape, collapsing);
        }
    }

    private static void branches(String path, List<List<Layer>> branches, Shape shape, List<String> collapsing) {
        for (int i = 0; i < branches.size(); i++) {
            walk(path + ".branches[" + i + "]", branches.get(i), shape, collapsing);
        }
    }
}
