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
import java.util.stream.Collectors;

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
        List<Row> table = new ArrayList<>();
        table.add(new Row("layer", "output shape", "parameters"));
        table.add(new Row("input", model.input().toString(), ""));
        Shape shape = model.input();
        for (int i = 0; i < model.layers().size(); i++) {
            Layer layer = model.layers().get(i);
            int parameters = layer.parameterCount(shape);
            shape = layer.outputShape(shape);
            table.add(new Row(i + " " + LayerRegistry.nameOf(layer), shape.toString(), grouped(parameters)));
        }
        table.add(new Row(
                "loss",
                LossRegistry.nameOf(model.loss()),
                grouped(model.layout().parameters())));
        List<String> lines = aligned(table);
        int rows = Math.min(passRows, memory.trainingRows());
        lines.add(String.format(
                Locale.ROOT,
                "  a training pass of %,d rows takes %.1f MB beside batch and weights",
                rows,
                memory.training().bytes(rows) / 1e6));
        return lines;
    }

    private record Row(String layer, String shape, String parameters) {}

    /** A class of a user's own has a name longer than those of Kindling's layers. */
    private static List<String> aligned(List<Row> table) {
        int layer = table.stream().mapToInt(row -> row.layer().length()).reduce(24, Math::max);
        int shape = table.stream().mapToInt(row -> row.shape().length()).reduce(20, Math::max);
        String format = "  %-" + layer + "s %-" + shape + "s %12s";
        return table.stream()
                .map(row -> String.format(Locale.ROOT, format, row.layer(), row.shape(), row.parameters()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String grouped(long number) {
        return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
    }
}
