package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes records of YAML. A record's component {@code learningRate} is the key {@code learning_rate}; its annotations
 * {@link io.kindling.kernels.setting.Default}, {@link io.kindling.kernels.setting.Range} and
 * {@link io.kindling.kernels.setting.Help} say the rest.
 *
 * <p>A component's type is a number, {@code boolean}, {@code String}, an enum (its constants in lower case), a
 * {@link io.kindling.kernels.tensor.Shape}, a record, a {@code List}, {@code Map<String, …>} or {@code Optional} of
 * these, a type with a converter, or an interface with a <em>choice</em> of records by name. A choice is written
 *
 * <ul>
 *   <li>{@code relu}: with all its defaults;
 *   <li>{@code dense: 256}, {@code residual: [dense: 8, relu]}: with a value or a list for its first component;
 *   <li>{@code dense: {units: 256, bias: false}}: with its settings.
 * </ul>
 *
 * <p>A single value in the place of a record's mapping is for the record's first component, if that takes one:
 * {@code label: price} is {@code label: {column: price}}.
 *
 * <p>In a {@code Map<String, String>}, the place for another program's options, {@code 4} and {@code true} are text;
 * everywhere else text that looks like a number or a truth value has to be in quotes.
 *
 * <p>Unknown keys are problems, not overlooked. An IllegalArgumentException from a record's constructor is a problem of
 * that record. Immutable.
 */
public final class Binder {
    private final Map<Class<?>, Choice<?>> choices;
    private final Map<Class<?>, Converter<?>> converters;

    private Binder(Builder builder) {
        this.choices = new LinkedHashMap<>(builder.choices);
        this.converters = new LinkedHashMap<>(builder.converters);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * The document as a record.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    public <T extends Record> T bind(YamlDocument document, Class<T> type) {
        return read(document, type).orThrow();
    }

    /** The document as a record as far as that goes, with its problems, for further checks. */
    public <T extends Record> Bound<T> read(YamlDocument document, Class<T> type) {
        Problems problems = new Problems(document);
        Map<String, Object> parts = new LinkedHashMap<>();
        Object value = new Binding(this, problems, parts).value(type, document.root(), "", Setting.ANY_NUMBER);
        return new Bound<>(Optional.ofNullable(type.cast(value)), parts, problems);
    }

    Optional<Choice<?>> choice(Class<?> type) {
        return Optional.ofNullable(choices.get(type));
    }

    Optional<Converter<?>> converter(Class<?> type) {
        return Optional.ofNullable(converters.get(type));
    }

    Set<Class<?>> choiceTypes() {
        return choices.keySet();
    }

    /** Gathers the choices and converters. */
    public static final class Builder {
        private final Map<Class<?>, Choice<?>> choices = new LinkedHashMap<>();
        private final Map<Class<?>, Converter<?>> converters = new LinkedHashMap<>();

        private Builder() {}

        /** Components of this interface are chosen by name among these records. */
        public <T> Builder choice(Class<T> type, Map<String, Class<? extends T>> records) {
            return choice(type, records, name -> Optional.empty());
        }

        /**
         * Components of this interface are chosen by name among these records, and beyond them.
         *
         * @param further asked for the record of every other name, such as that of a user's own class; throws {@link
         *     UnusableClassException} for a name that is meant for it but will not do
         */
        public <T> Builder choice(
                Class<T> type,
                Map<String, Class<? extends T>> records,
                Function<String, Optional<Class<? extends T>>> further) {
            choices.put(type, new Choice<>(type, records, further));
            return this;
        }

        /**
         * Components of this type are read by this function and written as their {@code toString()}, which is YAML that
         * it reads back.
         */
        public <T> Builder with(Class<T> type, Function<JsonNode, T> read) {
            String wanted = "a " + Setting.snakeCase(type.getSimpleName()).replace('_', ' ');
            return with(type, wanted, read, value -> YamlReader.value(type.getName(), value.toString()));
        }

        /**
         * Components of this type are read and written by these functions.
         *
         * @param wanted what messages ask for: {@code a duration, such as 10 minutes}
         * @param read throws IllegalArgumentException if the value will not do; the message says why
         * @param write the inverse of {@code read}
         */
        public <T> Builder with(Class<T> type, String wanted, Function<JsonNode, T> read, Function<T, JsonNode> write) {
            converters.put(type, new Converter<>(type, wanted, read, write));
            return this;
        }

        public Binder build() {
            return new Binder(this);
        }
    }
}
