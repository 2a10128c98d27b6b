package io.kindling.driver.report;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.registry.LossRegistry;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A model as a table: each layer with its output shape and how many parameters it has, and the memory of a training pass.
 */
public final class ModelTable {
    private ModelTable() {}

    /**
     * The table, line by line.
     *
     * @param memory the model's plan
     * @param passRows rows of a shard's share of a batch
     */
    public static List<String> lines(Model model, MemoryPlan memory, int passRows) {
        List<String> lines = new ArrayList<>();
        lines.add(row("layer", "output shape", "parameters"));
        lines.add(row("input", model.input().toString(), ""));
        Shape shape = model.input();
        for (int i = 0; i < model.layers().size(); i++) {
            Layer layer = model.layers().get(i);
            int parameters = layer.parameterCount(shape);
            shape = layer.outputShape(shape);
            lines.add(row(i + " " + LayerRegistry.nameOf(layer), shape.toString(), grouped(parameters)));
        }
        lines.add(row(
                "loss",
                LossRegistry.nameOf(model.loss()),
                grouped(model.layout().parameters())));
        int rows = Math.min(passRows, memory.trainingRows());
        lines.add(String.format(
                Locale.ROOT,
                "  a training pass of %,d rows takes %.1f MB beside batch and weights",
                rows,
                memory.training().bytes(rows) / 1e6));
        return lines;
    }

    private static String row(String layer, String shape, String parameters) {
        return String.format(Locale.ROOT, "  %-24s %-20s %12s", layer, shape, parameters);
    }

    private static String grouped(long number) {
        return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
    }
}
