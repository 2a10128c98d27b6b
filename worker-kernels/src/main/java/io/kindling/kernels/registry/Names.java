package io.kindling.kernels.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names in the order in which they are listed, and looked up backwards. */
final class Names {
    private Names() {}

    /** The entries as a map that keeps their order, which is that of messages and of the reference page. */
    @SafeVarargs
    static <T> Map<String, Class<? extends T>> inOrder(Map.Entry<String, Class<? extends T>>... entries) {
        Map<String, Class<? extends T>> map = new LinkedHashMap<>();
        for (Map.Entry<String, Class<? extends T>> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(map);
    }

    /** The name under which the object's class is registered, or the class's own where it is not. */
    static <T> String of(Map<String, Class<? extends T>> registry, T object) {
        return registry.entrySet().stream()
                .filter(entry -> entry.getValue() == object.getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(object.getClass().getName());
    }
}
