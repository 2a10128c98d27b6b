package io.kindling.driver.config;

import io.kindling.driver.config.binding.SettingsReference;
import io.kindling.driver.config.binding.SettingsReference.Row;
import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.schedule.ScheduleSettings;
import io.kindling.driver.solver.SolverSettings;
import io.kindling.kernels.augmentation.Augmentation;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.sum.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code conf/README.md}: {@code settings-page.md} with the tables of all settings. */
final class SettingsPage {
    private static final SettingsReference REFERENCE = new SettingsReference(ConfigLoader.binder());

    private SettingsPage() {}

    /** Writes the page to the file given; {@code scripts/docs} calls it. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    /** The page. */
    static String text() {
        String page = template();
        for (Map.Entry<String, List<Row>> table : tables().entrySet()) {
            page = page.replace(
                    "{{" + table.getKey() + "}}",
                    SettingsReference.table(table.getValue()).strip());
        }
        return page;
    }

    /** The rows of each table by its name in the template, in the page's order. */
    static Map<String, List<Row>> tables() {
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        tables.put("run", settings(path -> !path.contains(".")));
        tables.put("data", settings(path -> path.startsWith("data.")));
        tables.put("model", settings(path -> path.startsWith("model.")));
        tables.put("layers", REFERENCE.choiceRows(Layer.class));
        tables.put("losses", REFERENCE.choiceRows(Loss.class));
        tables.put("initializers", REFERENCE.choiceRows(Initializer.class));
        tables.put("training", settings(path -> path.startsWith("training.")));
        tables.put("compressions", REFERENCE.choiceRows(Compression.class));
        tables.put("augmentation", REFERENCE.choiceRows(Augmentation.class));
        tables.put("optimizers", REFERENCE.choiceRows(OptimizerSettings.class));
        tables.put("solvers", REFERENCE.choiceRows(SolverSettings.class));
        tables.put("schedules", REFERENCE.choiceRows(ScheduleSettings.class));
        tables.put("spark", settings(path -> path.startsWith("spark.")));
        tables.put("tracking", settings(path -> path.startsWith("tracking.")));
        return tables;
    }

    private static List<Row> settings(Predicate<String> path) {
        return REFERENCE.rows(RunConfig.class).stream()
                .filter(row -> path.test(row.path()))
                .toList();
    }

    private static String template() {
        try (InputStream stream = SettingsPage.class.getResourceAsStream("/settings-page.md")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
