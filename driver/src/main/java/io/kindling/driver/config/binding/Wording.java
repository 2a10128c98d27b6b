package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.kernels.setting.Interval;
import io.kindling.kernels.tensor.Shape;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How messages and the reference page name what was found and what is wanted. */
final class Wording {
    private static final int LONGEST_TEXT = 60;

    private final Binder binder;

    Wording(Binder binder) {
        this.binder = binder;
    }

    /** {@code 12}, {@code "some text"}, {@code a list}. */
    static String found(JsonNode node) {
        if (node.isNull()) {
            return "empty";
        } else if (node.isObject()) {
            return node.isEmpty() ? "an empty mapping" : "a mapping";
        } else if (node.isArray()) {
            return node.isEmpty() ? "an empty list" : "a list";
        } else if (node.isTextual()) {
            String text = node.textValue();
            return '"' + (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text) + '"';
        }
        return node.isDouble() ? node.asText().replace("Infinity", ".inf") : node.asText();
    }

    /** {@code a whole number in [1, inf)}, {@code one of dense, relu}. */
    String wanted(Type type, Interval range) {
        Class<?> raw = Setting.rawType(type);
        if (raw == Optional.class) {
            return wanted(Setting.elementType(type), range);
        } else if (raw == List.class) {
            return "a list, each item " + wanted(Setting.elementType(type), range);
        } else if (raw == Map.class) {
            return "a mapping of names, each value " + wanted(Setting.elementType(type), range);
        }
        return wantedClass(raw) + (range.equals(Setting.ANY_NUMBER) ? "" : " in " + range);
    }

    private String wantedClass(Class<?> type) {
        Optional<Choice<?>> choice = binder.choice(type);
        if (choice.isPresent()) {
            return oneOf(choice.get().names());
        } else if (binder.converter(type).isPresent()) {
            return binder.converter(type).get().wanted();
        } else if (type == Shape.class) {
            return "a list of whole numbers, such as [28, 28]";
        } else if (type.isEnum()) {
            return oneOf(enumNames(type));
        } else if (type.isRecord()) {
            return "a mapping with "
                    + Setting.of(type).stream().map(Setting::name).collect(Collectors.joining(", "));
        } else if (Scalars.isWhole(type)) {
            return "a whole number";
        } else if (Scalars.isNumber(type)) {
            return "a number";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return "a text";
    }

    /** {@code same}; {@code same or valid}; {@code one of full, same, valid}. */
    static String oneOf(Collection<String> names) {
        return names.size() < 3 ? String.join(" or ", names) : "one of " + String.join(", ", names);
    }

    static List<String> enumNames(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> enumName((Enum<?>) constant))
                .toList();
    }

    /** The constant's name as the user writes it. */
    static String enumName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
