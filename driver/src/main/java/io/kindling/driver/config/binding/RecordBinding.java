package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a record of a mapping: its keys against the record's settings, its values by {@link Binding}. */
final class RecordBinding {
    private final Binding binding;
    private final Problems problems;
    private final Wording wording;

    RecordBinding(Binding binding, Problems problems, Wording wording) {
        this.binding = binding;
        this.problems = problems;
        this.wording = wording;
    }

    /** The record with these settings, or null after adding problems. */
    Object record(Class<?> type, JsonNode settings, String path) {
        List<Setting> known = Setting.of(type);
        Set<String> guessed = addUnknownKeys(known, settings, path);
        Object[] values = new Object[known.size()];
        for (int i = 0; i < values.length; i++) {
            Setting setting = known.get(i);
            JsonNode node = settings.path(setting.name());
            String settingPath = join(path, setting.name());
            if (!node.isMissingNode()) {
                values[i] = binding.value(setting.type(), node, settingPath, setting.range());
            } else if (setting.required() && guessed.contains(setting.name())) {
                values[i] = null; // it was misspelt, which has been said
            } else {
                values[i] = absent(setting, settingPath);
            }
        }
        boolean complete = !Arrays.asList(values).contains(null);
        return complete ? binding.orProblem(path, () -> construct(type, values)) : null;
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Object absent(Setting setting, String path) {
        Class<?> type = Setting.rawType(setting.type());
        if (setting.defaultText().isPresent()) {
            return binding.defaultValue(setting, path);
        } else if (setting.required()) {
            problems.add(path, "is missing; give " + wording.wanted(setting.type(), setting.range()));
            return null;
        } else if (type == Optional.class) {
            return Optional.empty();
        }
        return type == List.class ? List.of() : Map.of();
    }

    /** Adds a problem for each unknown key and returns the settings that were probably meant. */
    private Set<String> addUnknownKeys(List<Setting> known, JsonNode settings, String path) {
        List<String> names = known.stream().map(Setting::name).toList();
        List<String> free = names.stream().filter(name -> !settings.has(name)).toList();
        Set<String> guessed = new HashSet<>();
        settings.fieldNames().forEachRemaining(key -> {
            if (!names.contains(key)) {
                Optional<String> guess = NearestName.of(key, free);
                guess.ifPresent(guessed::add);
                String cure = guess.map(name -> "did you mean " + name + "?")
                        .orElse(
                                names.isEmpty()
                                        ? "there are no settings here"
                                        : "known here: " + String.join(", ", names));
                problems.add(join(path, key), "is unknown; " + cure);
            }
        });
        return guessed;
    }

    private static Object construct(Class<?> type, Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The constructor of " + type.getName() + " failed", e);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException("Cannot make a " + type.getName(), e);
        }
    }
}
