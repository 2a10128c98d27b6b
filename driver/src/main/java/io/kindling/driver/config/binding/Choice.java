package io.kindling.driver.config.binding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The records that a user may choose from by name, for one interface.
 *
 * @param further asked for names that are not listed, such as the name of a user's own class
 */
record Choice<T>(
        Class<T> type, Map<String, Class<? extends T>> listed, Function<String, Optional<Class<? extends T>>> further) {
    Choice {
        listed = Collections.unmodifiableMap(new LinkedHashMap<>(listed));
        listed.forEach((name, chosen) -> requireRecord(name, chosen));
    }

    Set<String> names() {
        return listed.keySet();
    }

    Optional<Class<? extends T>> find(String name) {
        Class<? extends T> known = listed.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Class<? extends T>> found = further.apply(name);
        found.ifPresent(chosen -> requireRecord(name, chosen));
        return found;
    }

    /** The name under which a class is chosen; the class's own where it is not listed. */
    String nameOf(Class<?> chosen) {
        return listed.entrySet().stream()
                .filter(entry -> entry.getValue().equals(chosen))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(chosen.getName());
    }

    private static void requireRecord(String name, Class<?> chosen) {
        if (!chosen.isRecord()) {
            throw new IllegalArgumentException(
                    "The choice " + name + " is " + chosen.getName() + ", which must be a record");
        }
    }
}
