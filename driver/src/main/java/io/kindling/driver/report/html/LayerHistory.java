package io.kindling.driver.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.report.RoundedNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code layers.csv} as one grid for each quantity: a line for each layer, a column for each watched step. */
final class LayerHistory {
    /** In one grid; of more, some steps are left out. */
    private static final int MOST_CELLS = 8_000;

    private static final List<String> NOT_QUANTITIES = List.of("step", "epoch", "layer", "kind");

    private final List<String> quantities;
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final TreeMap<Long, Map<String, String[]>> lines = new TreeMap<>();
    private final CsvTable table;

    LayerHistory(CsvTable table) {
        this.table = table;
        this.quantities = table.columns().stream()
                .filter(column -> !NOT_QUANTITIES.contains(column))
                .toList();
        int step = table.column("step");
        int layer = table.column("layer");
        int kind = table.column("kind");
        if (step < 0 || layer < 0 || kind < 0) {
            return;
        }
        for (String[] row : table.rows()) {
            kinds.putIfAbsent(row[layer], row[kind]);
            lines.computeIfAbsent((long) CsvTable.number(row[step]), absent -> new LinkedHashMap<>())
                    .put(row[layer], row);
        }
    }

    /** <em>Adds</em> steps, layers and the grids that hold any number; nothing where nothing was watched. */
    void write(ObjectNode into) {
        if (lines.isEmpty()) {
            return;
        }
        List<Long> all = new ArrayList<>(lines.keySet());
        List<Long> steps = new ArrayList<>();
        Curves.every(all.size(), Math.max(2, MOST_CELLS / kinds.size()), i -> steps.add(all.get(i)));
        ObjectNode node = into.putObject("layers");
        ArrayNode stepNumbers = node.putArray("steps");
        steps.forEach(stepNumbers::add);
        ArrayNode names = node.putArray("names");
        kinds.forEach((name, kind) -> names.add(name + " " + kind));
        ObjectNode grids = node.putObject("quantities");
        for (String quantity : quantities) {
            ArrayNode grid = grids.arrayNode();
            boolean any = false;
            for (String layer : kinds.keySet()) {
                ArrayNode line = grid.addArray();
                for (long step : steps) {
                    double number = number(step, layer, quantity);
                    any |= !Double.isNaN(number);
                    RoundedNumbers.add(line, number);
                }
            }
            if (any) {
                grids.set(quantity, grid);
            }
        }
    }

    private double number(long step, String layer, String quantity) {
        String[] row = lines.get(step).get(layer);
        return row == null ? Double.NaN : CsvTable.number(row[table.column(quantity)]);
    }
}
