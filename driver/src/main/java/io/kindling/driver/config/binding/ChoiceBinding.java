package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code relu}, {@code dense: 256} and {@code dense: {units: 256}}. */
final class ChoiceBinding {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Choice<?> choice;
    private final RecordBinding records;
    private final Problems problems;

    ChoiceBinding(Choice<?> choice, RecordBinding records, Problems problems) {
        this.choice = choice;
        this.records = records;
        this.problems = problems;
    }

    /** The chosen record, or null after adding problems. */
    Object chosen(JsonNode node, String path) {
        try {
            return usable(node, path);
        } catch (UnusableClassException e) {
            problems.add(path, e);
            return null;
        }
    }

    private Object usable(JsonNode node, String path) {
        if (node.isTextual()) {
            return bare(node, path);
        } else if (node.isObject() && node.size() == 1) {
            Map.Entry<String, JsonNode> entry = node.properties().iterator().next();
            return withSettings(entry.getKey(), entry.getValue(), RecordBinding.join(path, entry.getKey()));
        } else if (node.isObject() && node.size() > 1) {
            List<String> keys =
                    node.properties().stream().map(Map.Entry::getKey).toList();
            problems.add(
                    path,
                    "has the keys " + String.join(", ", keys) + " side by side; it must have one, a name"
                            + indentHint(keys) + ", with the settings of that indented below it");
            return null;
        }
        problems.add(path, "is " + Wording.found(node) + "; it must be " + Wording.oneOf(choice.names()));
        return null;
    }

    private Object bare(JsonNode node, String path) {
        String name = node.textValue();
        Optional<Class<?>> record = find(name);
        if (record.isEmpty()) {
            problems.add(path, "is " + Wording.found(node) + "; " + cure(name, "it must be "));
            return null;
        }
        return records.record(record.get(), NODES.objectNode(), RecordBinding.join(path, name));
    }

    private Object withSettings(String name, JsonNode value, String path) {
        Optional<Class<?>> record = find(name);
        if (record.isEmpty()) {
            problems.add(path, "is unknown; " + cure(name, "known here: "));
            return null;
        } else if (value.isObject()) {
            return records.record(record.get(), value, path);
        } else if (value.isNull()) {
            return records.record(record.get(), NODES.objectNode(), path);
        }
        List<Setting> settings = Setting.of(record.get());
        if (settings.isEmpty()) {
            problems.add(path, "is " + Wording.found(value) + "; it takes no settings, so write just " + name);
            return null;
        }
        return records.record(
                record.get(), NODES.objectNode().set(settings.get(0).name(), value), path);
    }

    private Optional<Class<?>> find(String name) {
        return choice.find(name).map(found -> found);
    }

    private String cure(String name, String otherwise) {
        return NearestName.of(name, choice.names())
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(() -> otherwise + Wording.oneOf(choice.names()));
    }

    private String indentHint(List<String> keys) {
        return keys.stream()
                .filter(choice.names()::contains)
                .findFirst()
                .map(name -> " such as " + name)
                .orElse("");
    }
}
