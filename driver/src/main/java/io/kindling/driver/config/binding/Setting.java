package io.kindling.driver.config.binding;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Interval;
import io.kindling.kernels.setting.Range;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One component of a record, as the user sees it.
 *
 * @param name its key: the component's name in snake case, {@code learning_rate}
 * @param defaultText the value where none is given, as YAML
 * @param range the numbers that it takes; {@link #ANY_NUMBER} where nothing is said
 */
record Setting(
        String name, Type type, Optional<String> defaultText, Interval range, Optional<String> help, Method accessor) {

    /** The range of a setting that has none. */
    static final Interval ANY_NUMBER = Interval.of("[-inf, inf]");

    /** The settings of a record, in its own order. */
    static List<Setting> of(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).map(Setting::of).toList();
    }

    /**
     * The setting that a single value in the place of a record's mapping is for ({@code label: price} is
     * {@code label: {column: price}}): the first, if it takes a number, a truth value, a text or a name.
     */
    static Optional<Setting> shorthand(Class<?> record) {
        return of(record).stream()
                .limit(1)
                .filter(first -> takesSingleValue(first.type()))
                .findFirst();
    }

    private static boolean takesSingleValue(Type type) {
        Class<?> raw = rawType(type);
        return raw == Optional.class ? takesSingleValue(elementType(type)) : Scalars.isScalar(raw) || raw.isEnum();
    }

    private static Setting of(RecordComponent component) {
        component.getAccessor().setAccessible(true);
        return new Setting(
                snakeCase(component.getName()),
                component.getGenericType(),
                Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value),
                Optional.ofNullable(component.getAnnotation(Range.class))
                        .map(range -> Interval.of(range.value()))
                        .orElse(Setting.ANY_NUMBER),
                Optional.ofNullable(component.getAnnotation(Help.class)).map(Help::value),
                component.getAccessor());
    }

    /** Whether it must be given: it has no default, and its type has no natural one. */
    boolean required() {
        return defaultText.isEmpty()
                && !List.of(Optional.class, List.class, Map.class).contains(rawType(type));
    }

    /** The setting's value in this record. */
    Object valueIn(Object record) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + accessor, e);
        }
    }

    /** {@code List} for {@code List<String>}. */
    static Class<?> rawType(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    /** The last type argument: {@code T} for {@code List<T>}, {@code Optional<T>} and {@code Map<String, T>}. */
    static Type elementType(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    /** {@code learning_rate} for {@code learningRate}; digits stay with the word before them. */
    static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
