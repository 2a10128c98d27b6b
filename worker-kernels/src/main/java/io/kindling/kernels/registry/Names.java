package io.kindling.kernels.registry;

import java.util.Map;

/** Looks names up backwards. */
final class Names {
    private Names() {}

    /** The name under which the object's class is registered, or the class's own where it is not. */
    static <T> String of(Map<String, Class<? extends T>> registry, T object) {
        return registry.entrySet().stream()
                .filter(entry -> entry.getValue() == object.getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(object.getClass().getName());
    }
}
