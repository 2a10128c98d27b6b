package io.kindling.driver.report;

import io.kindling.driver.plan.Forecast;
import io.kindling.driver.plan.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Forecasts as a table, under what they start from. */
public final class PlanTable {
    private PlanTable() {}

    /** The table, line by line. */
    public static List<String> lines(Measured measured, List<Forecast> forecasts) {
        List<String> lines = new ArrayList<>();
        double whole = measured.parts().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        lines.add(String.format(
                Locale.ROOT,
                "measured on %d executor(s) with %d task slots, %d shards: a step of %.1f ms: %s",
                measured.executors(),
                measured.slots(),
                measured.shards(),
                whole,
                measured.parts().entrySet().stream().map(PlanTable::part).collect(Collectors.joining(", "))));
        lines.add(String.format(
                Locale.ROOT,
                "%9s %6s %6s %6s %10s %9s %9s %9s %10s %9s %12s %10s",
                "executors",
                "slots",
                "shards",
                "tasks",
                "ms a step",
                "compute",
                "waiting",
                "sending",
                "scheduling",
                "update",
                "rows/s",
                "s an epoch"));
        for (Forecast forecast : forecasts) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%9d %6d %6d %6d %10.1f %9.1f %9.1f %9.1f %10.1f %9.1f %,12.0f %10.1f",
                    forecast.executors(),
                    forecast.slots(),
                    forecast.shards(),
                    forecast.tasks(),
                    forecast.millis(),
                    forecast.compute(),
                    forecast.waiting(),
                    forecast.sending(),
                    forecast.scheduling(),
                    forecast.update(),
                    forecast.rowsPerSecond(measured),
                    forecast.epochSeconds(measured)));
        }
        return lines;
    }

    private static String part(Map.Entry<String, Double> part) {
        return String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue());
    }
}
