package io.kindling.driver.config.binding;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lists the settings of a record and of all choices as Markdown tables, so that the page in the repository can be
 * compared with the code by a test.
 */
public final class SettingsReference {
    private static final String HEAD = """
            | Setting | Takes | Default | What it does |
            | --- | --- | --- | --- |
            """;

    private final Binder binder;
    private final Wording wording;

    public SettingsReference(Binder binder) {
        this.binder = binder;
        this.wording = new Wording(binder);
    }

    /**
     * One line of a table.
     *
     * @param path {@code training.batch_size}; items of a list are {@code []}, values of a mapping {@code <name>}
     * @param type with the numbers allowed: {@code a whole number in [1, inf)}
     * @param defaultText as YAML, or {@code required}, or {@code none}
     * @param help empty if there is none
     */
    public record Row(String path, String type, String defaultText, String help) {}

    /** The table of a record's settings; those of nested records follow their section. */
    public String table(Class<? extends Record> type) {
        return markdown(rows(type));
    }

    /** The table of everything that can be chosen for an interface, with the settings of each. */
    public String choiceTable(Class<?> type) {
        return markdown(choiceRows(type));
    }

    /** The rows of a record's settings, nested records included. */
    public List<Row> rows(Class<? extends Record> type) {
        List<Row> rows = new ArrayList<>();
        addSettings(rows, type, "", List.of());
        return rows;
    }

    /** The rows of everything that can be chosen for an interface: a row for the name, then its settings. */
    public List<Row> choiceRows(Class<?> type) {
        Choice<?> choice = binder.choice(type)
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " is not registered as a choice"));
        List<Row> rows = new ArrayList<>();
        choice.listed().forEach((name, chosen) -> {
            if (chosen.getRecordComponents().length == 0) {
                rows.add(new Row(name, "no settings", "", ""));
            }
            addSettings(rows, chosen, name, List.of());
        });
        return rows;
    }

    private void addSettings(List<Row> rows, Class<?> type, String path, List<Class<?>> around) {
        List<Class<?>> inside = new ArrayList<>(around);
        inside.add(type);
        for (Setting setting : Setting.of(type)) {
            String settingPath = RecordBinding.join(path, setting.name());
            rows.add(row(setting, settingPath));
            nested(setting.type())
                    .filter(section -> !inside.contains(section))
                    .ifPresent(section -> addSettings(rows, section, settingPath + suffix(setting.type()), inside));
        }
    }

    private Row row(Setting setting, String path) {
        String wanted = wording.wanted(setting.type(), setting.range());
        String defaultText = setting.defaultText().orElse(setting.required() ? "required" : "none");
        return new Row(path, wanted, defaultText, setting.help().orElse(""));
    }

    /** The record whose settings this type brings along, if it is one or holds one. */
    private Optional<Class<?>> nested(Type type) {
        Class<?> raw = Setting.rawType(type);
        if (List.of(List.class, Map.class, Optional.class).contains(raw)) {
            return nested(Setting.elementType(type));
        }
        boolean section = raw.isRecord()
                && binder.choice(raw).isEmpty()
                && binder.converter(raw).isEmpty();
        return section ? Optional.of(raw) : Optional.empty();
    }

    private static String suffix(Type type) {
        Class<?> raw = Setting.rawType(type);
        if (raw == Optional.class) {
            return suffix(Setting.elementType(type));
        } else if (raw == List.class) {
            return "[]" + suffix(Setting.elementType(type));
        }
        return raw == Map.class ? ".<name>" + suffix(Setting.elementType(type)) : "";
    }

    private static String markdown(List<Row> rows) {
        return rows.stream()
                .map(row -> "| `%s` | %s | %s | %s |\n"
                        .formatted(row.path(), cell(row.type()), defaultCell(row.defaultText()), cell(row.help())))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String defaultCell(String text) {
        return List.of("", "none", "required").contains(text) ? text : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
