package io.kindling.driver.config.binding;

import io.kindling.kernels.setting.Help;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lists the settings of a record and of all choices, also as Markdown tables, so that the page in the repository can be
 * compared with the code by a test.
 */
public final class SettingsReference {
    private static final String HEAD = """
            | Key | Type | Default | Range | What it does |
            | --- | --- | --- | --- | --- |
            """;

    private final Binder binder;
    private final TypeNames types;

    public SettingsReference(Binder binder) {
        this.binder = binder;
        this.types = new TypeNames(binder);
    }

    /**
     * One line of a table.
     *
     * @param path {@code training.batch_size}; items of a list are {@code []}, values of a mapping {@code <name>}
     * @param type as a cell; empty for a choice's own row
     * @param defaultText YAML between backticks, or {@code required}, {@code none}, {@code empty} without; empty for a
     *     choice's own row
     * @param range {@code [1, inf)}; empty if all numbers will do, or it is no number
     * @param help empty if there is none
     */
    public record Row(String path, String type, String defaultText, String range, String help) {}

    /** The rows of a record's settings; those of nested records follow their section. */
    public List<Row> rows(Class<? extends Record> type) {
        List<Row> rows = new ArrayList<>();
        addSettings(rows, type, "", List.of());
        return rows;
    }

    /**
     * The rows of everything that can be chosen for an interface: a row for the name, then its settings.
     *
     * @throws IllegalArgumentException if the interface is not registered as a choice
     */
    public List<Row> choiceRows(Class<?> type) {
        Choice<?> choice = binder.choice(type)
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " is not registered as a choice"));
        List<Row> rows = new ArrayList<>();
        choice.listed().forEach((name, chosen) -> {
            Help help = chosen.getAnnotation(Help.class);
            rows.add(new Row(name, "", "", "", help == null ? "" : help.value()));
            addSettings(rows, chosen, name, List.of());
        });
        return rows;
    }

    /** Rows as a Markdown table. */
    public static String table(List<Row> rows) {
        return rows.stream()
                .map(row -> "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                row.path(), cell(row.type()), cell(row.defaultText()), row.range(), cell(row.help())))
                .collect(Collectors.joining("", HEAD, ""));
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
        return new Row(
                path,
                types.of(setting.type()),
                setting.defaultText().map(text -> "`" + text + "`").orElseGet(() -> withoutDefault(setting)),
                setting.range().equals(Setting.ANY_NUMBER)
                        ? ""
                        : setting.range().toString(),
                setting.help().orElse(""));
    }

    private static String withoutDefault(Setting setting) {
        if (setting.required()) {
            return "required";
        }
        return Setting.rawType(setting.type()) == Optional.class ? "none" : "empty";
    }

    /** The record whose settings this type brings along, if it is one or holds one. */
    private Optional<Class<?>> nested(Type type) {
        Class<?> raw = Setting.rawType(type);
        if (List.of(List.class, Map.class, Optional.class).contains(raw)) {
            return nested(Setting.elementType(type));
        }
        return types.isSection(raw) ? Optional.of(raw) : Optional.empty();
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

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
