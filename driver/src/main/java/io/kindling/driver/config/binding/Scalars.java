package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.kernels.setting.Interval;
import java.math.BigDecimal;
import java.util.List;

/**
 * Reads single values. Nothing is guessed: text is no number, {@code yes} is no truth value. {@code 1e3} is a whole
 * number, {@code 2.5} is none. A value that will not do gives an IllegalArgumentException that continues the sentence
 * "(path) is (found); it must be ".
 */
final class Scalars {
    private static final List<Class<?>> WHOLE = List.of(int.class, Integer.class, long.class, Long.class);
    private static final List<Class<?>> BROKEN = List.of(float.class, Float.class, double.class, Double.class);

    private Scalars() {}

    static boolean isWhole(Class<?> type) {
        return WHOLE.contains(type);
    }

    static boolean isNumber(Class<?> type) {
        return isWhole(type) || BROKEN.contains(type);
    }

    /** Whether {@link #read} knows the type. */
    static boolean isScalar(Class<?> type) {
        return isNumber(type)
                || List.of(boolean.class, Boolean.class, String.class).contains(type);
    }

    /**
     * The value as this type.
     *
     * @param wanted how messages call the type
     * @throws IllegalStateException if the type is none that settings may have
     */
    static Object read(Class<?> type, JsonNode node, Interval range, String wanted) {
        if (isNumber(type)) {
            return number(type, node, range, wanted);
        } else if (type == boolean.class || type == Boolean.class) {
            require(node.isBoolean(), wanted + quotesHint(node, node.asText().matches("true|false")));
            return node.booleanValue();
        } else if (type == String.class) {
            require(node.isTextual(), wanted + (node.isNumber() || node.isBoolean() ? ": put it in quotes" : ""));
            return node.textValue();
        }
        throw new IllegalStateException("A setting cannot have the type " + type.getName()
                + "; register it with the binder as a choice or with a converter");
    }

    private static Object number(Class<?> type, JsonNode node, Interval range, String wanted) {
        require(node.isNumber(), wanted + quotesHint(node, CoreSchema.SCHEMA.isNumber(node.asText())));
        double number = node.doubleValue();
        if (isWhole(type)) {
            require(!node.isDouble() && isWhole(node.decimalValue()), wanted);
        }
        Object fitted = fitted(type, node);
        require(range.contains(number), "in " + range);
        return fitted;
    }

    /** The number as its type holds it. */
    private static Object fitted(Class<?> type, JsonNode node) {
        if (type == int.class || type == Integer.class) {
            return (int) whole(node.decimalValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (isWhole(type)) {
            return whole(node.decimalValue(), Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == float.class || type == Float.class) {
            require(node.isDouble() || Float.isFinite(node.floatValue()), "in [-3.4e38, 3.4e38]");
            return node.floatValue();
        }
        require(node.isDouble() || Double.isFinite(node.doubleValue()), "in [-1.8e308, 1.8e308]");
        return node.doubleValue();
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /** Compares before it converts: 1e999999999 has more digits than there is memory for. */
    private static long whole(BigDecimal number, long lowest, long highest) {
        require(
                number.compareTo(BigDecimal.valueOf(lowest)) >= 0 && number.compareTo(BigDecimal.valueOf(highest)) <= 0,
                "in [" + lowest + ", " + highest + "]");
        return number.longValueExact();
    }

    private static String quotesHint(JsonNode node, boolean rightWithoutQuotes) {
        return node.isTextual() && rightWithoutQuotes ? ": remove the quotes" : "";
    }

    private static void require(boolean holds, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException(wanted);
        }
    }
}
