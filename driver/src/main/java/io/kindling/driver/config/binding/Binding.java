package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.kernels.setting.Interval;
import io.kindling.kernels.tensor.Shape;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One walk over a tree along the types of a record. Every method gives the value, or null after it has added a problem:
 * so that the walk goes on and finds the others.
 */
final class Binding {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Interval DIMENSIONS = Interval.of("[1, inf)");

    private final Binder binder;
    private final Problems problems;
    private final Map<String, Object> parts;
    private final Wording wording;
    private final RecordBinding records;

    /** @param parts receives every value by its path */
    Binding(Binder binder, Problems problems, Map<String, Object> parts) {
        this.binder = binder;
        this.problems = problems;
        this.parts = parts;
        this.wording = new Wording(binder);
        this.records = new RecordBinding(this, problems, wording);
    }

    /** The value of this type, or null if it has problems. */
    Object value(Type type, JsonNode node, String path, Interval range) {
        Object value = read(type, node, path, range);
        if (value != null && !(value instanceof Optional)) {
            parts.put(path, value);
        }
        return value;
    }

    private Object read(Type type, JsonNode node, String path, Interval range) {
        Class<?> raw = Setting.rawType(type);
        if (raw == Optional.class) {
            return optional(Setting.elementType(type), node, path, range);
        } else if (raw == List.class) {
            return list(type, node, path, range);
        } else if (raw == Map.class) {
            return map(type, node, path, range);
        }
        Optional<Converter<?>> converter = binder.converter(raw);
        if (converter.isPresent()) {
            return orProblem(path, () -> converter.get().read().apply(node));
        }
        Optional<Choice<?>> choice = binder.choice(raw);
        if (choice.isPresent()) {
            return new ChoiceBinding(choice.get(), records, problems).chosen(node, path);
        } else if (raw == Shape.class) {
            return shape(node, path);
        } else if (raw.isEnum()) {
            return constant(raw, node, path);
        } else if (raw.isRecord()) {
            return section(raw, node, path);
        }
        return scalar(raw, node, path, range);
    }

    /** The value, or null and a problem with the message of its IllegalArgumentException. */
    Object orProblem(String path, Supplier<?> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            problems.addMessage(path, e.getMessage() == null ? e.toString() : e.getMessage());
            return null;
        }
    }

    /** The default of a setting; if that does not bind, the record's author has to know, not the user. */
    Object defaultValue(Setting setting, String path) {
        String text = setting.defaultText().orElseThrow();
        String name = "The default " + text + " of " + setting.accessor();
        ObjectNode nothing = NODES.objectNode();
        Problems own = new Problems(new YamlDocument(name, nothing, Map.of(), List.of()));
        Object value = new Binding(binder, own, parts)
                .value(setting.type(), YamlReader.value(name, text), path, setting.range());
        if (!own.isEmpty()) {
            throw new IllegalStateException(own.toString());
        }
        return value;
    }

    private Object optional(Type type, JsonNode node, String path, Interval range) {
        if (node.isNull()) {
            return Optional.empty();
        }
        Object value = value(type, node, path, range);
        return value == null ? null : Optional.of(value);
    }

    private Object list(Type type, JsonNode node, String path, Interval range) {
        if (!node.isArray() && !node.isNull()) {
            return wrong(path, node, wording.wanted(type, range));
        }
        Type itemType = Setting.elementType(type);
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(value(itemType, node.get(i), path + "[" + i + "]", range));
        }
        return items.contains(null) ? null : Collections.unmodifiableList(items);
    }

    private Object map(Type type, JsonNode node, String path, Interval range) {
        if (!node.isObject() && !node.isNull()) {
            return wrong(path, node, wording.wanted(type, range));
        }
        Type valueType = Setting.elementType(type);
        Map<String, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode written = entry.getValue();
            boolean plainWord = valueType == String.class && (written.isNumber() || written.isBoolean());
            JsonNode taken = plainWord ? NODES.textNode(written.asText()) : written;
            entries.put(entry.getKey(), value(valueType, taken, path + "." + entry.getKey(), range));
        }
        return entries.containsValue(null) ? null : Collections.unmodifiableMap(entries);
    }

    private Object shape(JsonNode node, String path) {
        if (!node.isArray()) {
            return wrong(path, node, wording.wanted(Shape.class, Setting.ANY_NUMBER));
        }
        List<Integer> dimensions = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            dimensions.add((Integer) scalar(Integer.class, node.get(i), path + "[" + i + "]", DIMENSIONS));
        }
        return dimensions.contains(null) ? null : orProblem(path, () -> Shape.of(dimensions));
    }

    private Object constant(Class<?> type, JsonNode node, String path) {
        for (Object constant : type.getEnumConstants()) {
            if (node.isTextual() && Wording.enumName((Enum<?>) constant).equals(node.textValue())) {
                return constant;
            }
        }
        String wanted = wording.wanted(type, Setting.ANY_NUMBER);
        String guess = NearestName.of(node.asText(), Wording.enumNames(type))
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
        return wrong(path, node, wanted + guess);
    }

    private Object section(Class<?> type, JsonNode node, String path) {
        // A section whose lines are all commented out reads as null.
        JsonNode settings = node.isNull() ? NODES.objectNode() : node;
        Optional<Setting> shorthand = node.isValueNode() && !node.isNull() ? Setting.shorthand(type) : Optional.empty();
        if (shorthand.isPresent()) {
            settings = NODES.objectNode().set(shorthand.get().name(), node);
        }
        return settings.isObject()
                ? records.record(type, settings, path)
                : wrong(path, node, wording.wanted(type, Setting.ANY_NUMBER));
    }

    private Object scalar(Class<?> type, JsonNode node, String path, Interval range) {
        try {
            return Scalars.read(type, node, range, wording.wanted(type, range));
        } catch (IllegalArgumentException e) {
            return wrong(path, node, e.getMessage());
        }
    }

    private Object wrong(String path, JsonNode node, String wanted) {
        problems.add(path, "is " + Wording.found(node) + "; it must be " + wanted);
        return null;
    }
}
