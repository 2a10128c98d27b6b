package io.kindling.kernels.setting;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds the numbers of a settings record against their {@link Range}; the one place that does. */
public final class Ranges {
    private Ranges() {}

    /**
     * Checks the record's own components: numbers, and numbers within an {@link Optional} or a collection. Components
     * that are records themselves are not looked into.
     *
     * @throws IllegalArgumentException if some lie outside; the message has the sentences of {@link #problems}
     */
    public static void check(Record settings) {
        List<String> problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /**
     * A sentence for each number that lies outside, in the order of the components:
     * {@code learning_rate is -0.1, must lie in [0, inf)}. It begins with the setting's name as written in YAML, so that
     * a path can be put in front.
     */
    public static List<String> problems(Record settings) {
        List<String> problems = new ArrayList<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Range range = component.getAnnotation(Range.class);
            if (range != null) {
                Interval interval = Interval.of(range.value());
                collect(snakeCase(component.getName()), valueOf(component, settings), interval, problems);
            }
        }
        return problems;
    }

    private static void collect(String name, Object value, Interval interval, List<String> problems) {
        if (value instanceof Number number) {
            if (!interval.contains(number.doubleValue())) {
                problems.add(interval.problem(name, number));
            }
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(inner -> collect(name, inner, interval, problems));
        } else if (value instanceof Iterable<?> values) {
            int index = 0;
            for (Object inner : values) {
                collect(name + "[" + index++ + "]", inner, interval, problems);
            }
        } else if (value != null) {
            throw new IllegalArgumentException(
                    name + " has a range, but is no number: " + value.getClass().getName());
        }
    }

    private static Object valueOf(RecordComponent component, Record settings) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException cause) {
            throw new IllegalStateException(
                    "Cannot read " + component.getName() + " of "
                            + settings.getClass().getName(),
                    cause);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
