package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * How a type of its own kind is read and written back.
 *
 * @param wanted what it takes, for messages: {@code a duration, such as 10 minutes}
 * @param read throws IllegalArgumentException with what was wanted, if the node will not do
 * @param write its inverse
 */
record Converter<T>(Class<T> type, String wanted, Function<JsonNode, T> read, Function<T, JsonNode> write) {
    JsonNode writeAny(Object value) {
        return write.apply(type.cast(value));
    }
}
