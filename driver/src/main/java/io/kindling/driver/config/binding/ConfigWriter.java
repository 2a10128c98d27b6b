package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.kernels.tensor.Shape;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a record as the YAML that a {@link Binder} reads back as an equal record, with all defaults spelled out. An
 * empty Optional is left out, or {@code null} where leaving it out would mean its default. A choice is written under
 * its name with all its settings; one without settings is the bare name.
 */
public final class ConfigWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Binder binder;

    public ConfigWriter(Binder binder) {
        this.binder = binder;
    }

    /** The record as YAML. */
    public String write(Record settings) {
        return YamlWriter.write(tree(settings));
    }

    /** The record as a tree, for JSON and the like. */
    public ObjectNode tree(Record settings) {
        ObjectNode mapping = NODES.objectNode();
        for (Setting setting : Setting.of(settings.getClass())) {
            Object value = setting.valueIn(settings);
            if (!value.equals(Optional.empty())) {
                mapping.set(setting.name(), tree(setting.type(), value));
            } else if (setting.defaultText().isPresent()) {
                mapping.putNull(setting.name());
            }
        }
        return mapping;
    }

    private JsonNode tree(Type type, Object value) {
        Class<?> raw = Setting.rawType(type);
        if (value instanceof Optional<?> optional) {
            return tree(Setting.elementType(type), optional.orElseThrow());
        } else if (value instanceof List<?> list) {
            ArrayNode items = NODES.arrayNode();
            list.forEach(item -> items.add(tree(Setting.elementType(type), item)));
            return items;
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode entries = NODES.objectNode();
            map.forEach((key, entry) -> entries.set((String) key, tree(Setting.elementType(type), entry)));
            return entries;
        }
        Optional<Converter<?>> converter = binder.converter(raw);
        if (converter.isPresent()) {
            return converter.get().writeAny(value);
        }
        Optional<Choice<?>> choice = binder.choice(raw);
        if (choice.isPresent()) {
            String name = choice.get().nameOf(value.getClass());
            ObjectNode settings = tree((Record) value);
            return settings.isEmpty()
                    ? NODES.textNode(name)
                    : NODES.objectNode().set(name, settings);
        }
        return value instanceof Record section ? tree(section) : scalar(value);
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Shape shape) {
            ArrayNode dimensions = NODES.arrayNode();
            shape.dimensions().forEach(dimensions::add);
            return dimensions;
        } else if (value instanceof Enum<?> constant) {
            return NODES.textNode(Wording.enumName(constant));
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof String text) {
            return NODES.textNode(text);
        }
        return number((Number) value);
    }

    /** By its shortest text: 0.1f is 0.1, not 0.10000000149. */
    private static JsonNode number(Number number) {
        boolean finite = Double.isFinite(number.doubleValue());
        return finite ? DecimalNode.valueOf(new BigDecimal(number.toString())) : NODES.numberNode(number.doubleValue());
    }
}
