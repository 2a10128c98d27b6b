package io.kindling.driver.config.binding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers from one end to the other, as {@link io.kindling.kernels.setting.Range} writes them: {@code (0, 1]}. An
 * infinite end is {@code inf} or {@code -inf}.
 *
 * @param text as it was written
 */
record Interval(double low, boolean takesLow, double high, boolean takesHigh, String text) {
    private static final String END = "\\s*([-+]?(?:inf|[0-9.]+(?:[eE][-+]?[0-9]+)?))\\s*";

    /** @throws IllegalArgumentException if this is no interval */
    static Interval of(String text) {
        Matcher matcher =
                Pattern.compile("([\\[(])" + END + "," + END + "([\\])])").matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is no interval; write one such as (0, 1] or [1, inf)");
        }
        return new Interval(
                end(matcher.group(2)),
                matcher.group(1).equals("["),
                end(matcher.group(3)),
                matcher.group(4).equals("]"),
                text);
    }

    private static double end(String text) {
        return Double.parseDouble(text.replace("inf", "Infinity"));
    }

    /** Whether it holds this number; never NaN. */
    boolean contains(double number) {
        boolean aboveLow = takesLow ? number >= low : number > low;
        boolean belowHigh = takesHigh ? number <= high : number < high;
        return aboveLow && belowHigh;
    }

    /** The interval as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
