package io.kindling.driver.config.binding;

import io.kindling.kernels.tensor.Shape;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the reference page calls the types of settings: {@code whole number}, {@code list of layers}. */
final class TypeNames {
    private final Binder binder;

    TypeNames(Binder binder) {
        this.binder = binder;
    }

    /** The type as a cell of a Markdown table. */
    String of(Type type) {
        Class<?> raw = Setting.rawType(type);
        if (raw == Optional.class) {
            return of(Setting.elementType(type));
        } else if (raw == List.class) {
            return "list of " + plural(of(Setting.elementType(type)));
        } else if (raw == Map.class) {
            Class<?> values = Setting.rawType(Setting.elementType(type));
            boolean plain = Scalars.isScalar(values) || isSection(values);
            return plain ? "mapping of " + plural(of(values)) : "mapping";
        } else if (binder.choice(raw).isPresent()) {
            return choice(raw);
        } else if (binder.converter(raw).isPresent()) {
            return binder.converter(raw).get().wanted();
        } else if (isSection(raw)) {
            return "section"
                    + Setting.shorthand(raw)
                            .map(first -> ", or just its `" + first.name() + "`")
                            .orElse("");
        }
        return raw.isEnum() ? "`" + String.join("`, `", Wording.enumNames(raw)) + "`" : scalar(raw);
    }

    /** Whether a type is a record that is written as a section of its own. */
    boolean isSection(Class<?> type) {
        return type.isRecord()
                && binder.choice(type).isEmpty()
                && binder.converter(type).isEmpty();
    }

    /** {@code layer} for {@code Layer}, {@code optimizer} for {@code OptimizerSettings}. */
    private static String choice(Class<?> type) {
        return Setting.snakeCase(type.getSimpleName())
                .replaceFirst("_settings$", "")
                .replace('_', ' ');
    }

    private static String scalar(Class<?> type) {
        if (type == Shape.class) {
            return "shape";
        } else if (type == boolean.class || type == Boolean.class) {
            return "`true`, `false`";
        } else if (Scalars.isNumber(type)) {
            return Scalars.isWhole(type) ? "whole number" : "number";
        }
        return "text";
    }

    private static String plural(String name) {
        if (name.startsWith("list of ")) {
            return "lists" + name.substring("list".length());
        }
        return name.replaceFirst(",.*", "") + (name.endsWith("s") ? "es" : "s");
    }
}
